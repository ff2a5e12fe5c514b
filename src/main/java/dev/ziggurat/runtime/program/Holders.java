package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects.Shape;

/**
 * Objects that contain values beside their links and their own data. A value lies behind the own data; or, where values are {@linkplain Values#BOXED boxed}, in an
 * object of its own, to which a reference behind the links refers: one object, one reference and one dependent load more. A value of no bytes is none.
 */
final class Holders {
    private static final int WORD = 8;

    private final Objects objects;
    private final boolean boxed;
    private final int links;

    /** The bytes of each value, by variety. */
    private final long[][] sizes;

    /** The first word of each value, where it lies in the object. */
    private final int[] places;

    private final Shape[] shapes;

    /** Of the boxes of each variety, if there are any. */
    private final Shape[][] boxes;

    private final Make make = new Make();
    private final Reach reach = new Reach();
    private final Replace replace = new Replace();
    private final Give give = new Give();

    /**
     * Describes such objects.
     *
     * @param links how many references they have
     * @param words how many words of data they have of their own
     * @param sizes of each variety the bytes of each value; only the last value's differ between varieties
     */
    Holders(Objects objects, int links, int words, long[]... sizes) {
        this.objects = objects;
        this.links = links;
        this.sizes = sizes;
        boxed = objects.values() == Values.BOXED;
        int values = sizes[0].length;
        places = new int[values];
        int place = words;
        for (int i = 0; i < values; i++) {
            places[i] = place;
            place += (int) ((sizes[0][i] + WORD - 1) / WORD);
        }
        shapes = new Shape[sizes.length];
        boxes = new Shape[sizes.length][values];
        for (int i = 0; i < sizes.length; i++) {
            shapes[i] = shape(words, sizes[i]);
            for (int j = 0; j < values; j++) {
                boxes[i][j] = boxed ? objects.shape(0, sizes[i][j]) : shapes[i];
            }
        }
    }

    private Shape shape(int words, long[] values) {
        int references = links;
        long data = (long) words * WORD;
        for (int i = 0; i < values.length; i++) {
            if (boxed) {
                references += values[i] == 0 ? 0 : 1;
            } else {
                // The next value begins at a word; behind the last one nothing does.
                data = i + 1 < values.length ? data + (values[i] + WORD - 1) / WORD * WORD : data + values[i];
            }
        }
        return objects.shape(references, data);
    }

    /** Returns how many varieties there are. */
    int varieties() {
        return shapes.length;
    }

    /** Returns the shape by which a word of an object's own data is loaded and stored. */
    Shape shape() {
        return shapes[0];
    }

    /** Has a local refer to a new object with its values, which are zero; another local is used for their boxes. */
    void make(RuntimeThread thread, int local, int box, int variety) {
        make.begin(thread, local, box, variety);
    }

    /** Has a thread load the first word of a value, which is its answer then. */
    void load(RuntimeThread thread, int local, int box, int value) {
        reach.begin(thread, local, box, value);
        reach.stores = false;
    }

    /** Has a thread store the first word of a value that nobody has seen yet. */
    void set(RuntimeThread thread, int local, int box, int value, long word) {
        reach.begin(thread, local, box, value);
        reach.stores = true;
        reach.word = word;
    }

    /** Has a value of the first variety be another: its first word is stored, or it has a new box, for what is in one may be known to others. */
    void replace(RuntimeThread thread, int local, int box, int value, long word) {
        replace.begin(thread, local, box, value, word);
    }

    /** Gives an object back with the boxes of its values. */
    void give(RuntimeThread thread, int local, int box) {
        give.begin(thread, local, box);
    }

    private final class Make extends Routine {
        private int local;
        private int box;
        private int variety;
        private int value;
        private MakeStep step = MakeStep.OBJECT;

        private enum MakeStep {
            OBJECT,
            BOX,
            PUT
        }

        void begin(RuntimeThread thread, int newLocal, int newBox, int newVariety) {
            local = newLocal;
            box = newBox;
            variety = newVariety;
            value = 0;
            step = MakeStep.OBJECT;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case OBJECT -> {
                    step = MakeStep.BOX;
                    objects.make(local, shapes[variety]);
                }
                case BOX -> {
                    if (!boxed || value == places.length || sizes[variety][value] == 0) {
                        thread.end();
                    } else {
                        step = MakeStep.PUT;
                        objects.make(box, boxes[variety][value]);
                    }
                }
                case PUT -> {
                    step = MakeStep.BOX;
                    objects.put(local, links + value++, box);
                }
            }
        }
    }

    private final class Reach extends Routine {
        private int local;
        private int box;
        private int value;
        private boolean stores;
        private long word;
        private boolean reached;

        void begin(RuntimeThread thread, int newLocal, int newBox, int newValue) {
            local = newLocal;
            box = newBox;
            value = newValue;
            reached = !boxed;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (!reached) {
                reached = true;
                objects.get(box, local, links + value);
                return;
            }
            int object = boxed ? box : local;
            int place = boxed ? 0 : places[value];
            if (stores) {
                thread.end();
                objects.store(object, boxes[0][value], place, word);
            } else {
                thread.end(objects.load(object, boxes[0][value], place));
            }
        }
    }

    private final class Replace extends Routine {
        private int local;
        private int box;
        private int value;
        private long word;
        private ReplaceStep step = ReplaceStep.OLD;

        private enum ReplaceStep {
            OLD,
            FREE,
            BOX,
            PUT,
            SET
        }

        void begin(RuntimeThread thread, int newLocal, int newBox, int newValue, long newWord) {
            local = newLocal;
            box = newBox;
            value = newValue;
            word = newWord;
            step = !boxed ? ReplaceStep.SET : objects.explicit() ? ReplaceStep.OLD : ReplaceStep.BOX;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case OLD -> {
                    step = ReplaceStep.FREE;
                    objects.get(box, local, links + value);
                }
                case FREE -> {
                    step = ReplaceStep.BOX;
                    objects.free(box);
                }
                case BOX -> {
                    step = ReplaceStep.PUT;
                    objects.make(box, boxes[0][value]);
                }
                case PUT -> {
                    step = ReplaceStep.SET;
                    objects.put(local, links + value, box);
                }
                case SET -> {
                    thread.end();
                    objects.store(boxed ? box : local, boxes[0][value], boxed ? 0 : places[value], word);
                }
            }
        }
    }

    private final class Give extends Routine {
        private int local;
        private int box;
        private int value;
        private boolean got;

        void begin(RuntimeThread thread, int newLocal, int newBox) {
            local = newLocal;
            box = newBox;
            value = 0;
            got = false;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (got) {
                got = false;
                value++;
                objects.free(box);
            } else if (boxed && value < places.length && sizes[0][value] > 0) {
                got = true;
                objects.get(box, local, links + value);
            } else {
                thread.end();
                objects.free(local);
            }
        }
    }
}
