package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects.Shape;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * A program by statistics: it makes units, each a head and the leaves that it refers to, keeps some of them, and reads and writes what it keeps. Most units die young, as
 * soon as a few more have been made; the others take the place of a random one in a table of those that live, which so die at any age.
 */
public final class ObjectChurn extends ObjectProgram {
    // The locals.
    static final int TABLE = 0;
    private static final int HEAD = 1;
    private static final int LEAF = 2;
    static final int OTHER = 3;
    static final int OTHER_LEAF = 4;

    /** The units that die young; behind them is the local for boxes. */
    static final int RING = 5;

    private final Spec spec;
    private final RandomStream random;

    private ObjectChurn(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    /**
     * {@code kind: object-churn}.
     *
     * @param live how many units live in the table, which is filled first
     * @param units how many units are made after that
     * @param infants the share of units that die young, default 90 % (the weak generational hypothesis; D. Ungar, "Generation Scavenging", 1984)
     * @param young how many units live at a time that die young, default 64
     * @param leaves how many leaves a unit has, default 2
     * @param sizes the bytes of data of a leaf, drawn from these, default 24 B
     * @param reads how many units of the table are read for each unit made, default 2
     * @param writes how many references of the table's units change for each unit made, default 0
     * @param work the instructions for each unit made beside all that, default 0
     */
    public record Spec(
            Integer live,
            Long units,
            Share infants,
            Integer young,
            Integer leaves,
            List<ByteSize> sizes,
            Integer reads,
            Integer writes,
            Integer work)
            implements ObjectProgramSpec {
        private static final int MOST_LIVE = (1 << 24) - 1;
        private static final int MOST_YOUNG = 65_536;
        private static final int MOST = 1000;
        private static final long MOST_UNITS = 1L << 40;

        public Spec {
            SpecException.requirePresent("live", live, "10000");
            SpecException.requireRange("live", live, 1, MOST_LIVE);
            SpecException.requirePresent("units", units, "100000");
            SpecException.requireRange("units", units, 0, MOST_UNITS);
            infants = infants == null ? Share.parse("90 %") : infants;
            young = young == null ? 64 : young;
            SpecException.requireRange("young", young, 1, MOST_YOUNG);
            leaves = leaves == null ? 2 : leaves;
            SpecException.requireRange("leaves", leaves, 1, MOST);
            sizes = Sizes.checked(sizes, new ByteSize(24));
            reads = reads == null ? 2 : reads;
            SpecException.requireRange("reads", reads, 0, MOST);
            writes = writes == null ? 0 : writes;
            SpecException.requireRange("writes", writes, 0, MOST);
            work = ObjectProgramSpec.work(work);
        }

        @Override
        public Program create(RandomStream random) {
            return new ObjectChurn(this, random);
        }
    }

    @Override
    public Routine code(Objects objects) {
        return new Code(objects);
    }

    /** What one thread does. */
    private final class Code extends Routine {
        /** The bytes of data of a head. */
        private static final long HEAD_DATA = 8;

        private final Objects objects;
        private final Shape table;
        private final Shape head;
        private final Holders leaves;
        private final UnitDrop drop;

        // How far it has come.
        private long made;
        private int leaf;
        private int place;
        private int reads;
        private int writes;

        private Step step = Step.TABLE;

        private enum Step {
            TABLE,
            UNIT,
            LEAF,
            HANG,
            KEEP,
            YOUNG,
            OLD,
            REPLACED,
            READ,
            READ_LEAF,
            LOAD,
            WRITE,
            WRITE_OTHER,
            TAKE,
            TAKE_OTHER,
            GIVE,
            GIVE_OTHER,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            table = objects.shape(spec.live, 0);
            head = objects.shape(spec.leaves, HEAD_DATA);
            leaves = new Holders(objects, 0, 0, Sizes.single(spec.sizes));
            drop = new UnitDrop(objects, leaves, spec);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case TABLE -> {
                    step = Step.UNIT;
                    objects.make(TABLE, table);
                }
                case UNIT -> unit(thread);
                case LEAF -> {
                    step = Step.HANG;
                    leaves.make(thread, LEAF, RING + spec.young, random.nextInt(leaves.varieties()));
                }
                case HANG -> {
                    objects.put(HEAD, leaf++, LEAF);
                    step = leaf == spec.leaves ? Step.KEEP : Step.LEAF;
                }
                case KEEP -> keep(thread);
                case YOUNG -> {
                    step = Step.READ;
                    objects.copy(place, HEAD);
                }
                case OLD -> {
                    step = Step.REPLACED;
                    objects.put(TABLE, place, HEAD);
                }
                case REPLACED -> {
                    step = Step.READ;
                    if (objects.explicit()) {
                        drop.begin(thread, OTHER);
                    }
                }
                case READ -> read();
                case READ_LEAF -> {
                    step = Step.LOAD;
                    objects.get(OTHER_LEAF, OTHER, random.nextInt(spec.leaves));
                }
                case LOAD -> {
                    step = Step.READ;
                    leaves.load(thread, OTHER_LEAF, RING + spec.young, 0);
                }
                case WRITE -> write();
                case LEAVE -> {
                    step = Step.EXIT;
                    objects.leave();
                }
                case EXIT -> thread.exit();
                default -> swap();
            }
        }

        /** Begins the next unit, if there is one. */
        private void unit(RuntimeThread thread) {
            if (made == spec.live + spec.units) {
                step = Step.LEAVE;
                if (objects.explicit()) {
                    drop.all(thread);
                }
                return;
            }
            thread.work(spec.work);
            leaf = 0;
            reads = 0;
            writes = 0;
            step = Step.LEAF;
            objects.make(HEAD, head);
        }

        /** Keeps the unit for as long as it is to live. */
        private void keep(RuntimeThread thread) {
            if (made < spec.live) {
                step = Step.UNIT;
                objects.put(TABLE, (int) made, HEAD);
            } else if (random.nextLong(Share.WHOLE) < spec.infants.billionths()) {
                place = RING + (int) (made % spec.young);
                step = Step.YOUNG;
                if (objects.explicit()) {
                    drop.begin(thread, place);
                }
            } else {
                place = random.nextInt(spec.live);
                step = Step.OLD;
                if (objects.explicit()) {
                    objects.get(OTHER, TABLE, place);
                }
            }
            made++;
        }

        private void read() {
            if (reads++ == spec.reads) {
                step = Step.WRITE;
            } else {
                step = Step.READ_LEAF;
                objects.get(OTHER, TABLE, random.nextInt(spec.live));
            }
        }

        /** Two units of the table exchange leaves, so that all that was referred to still is. */
        private void write() {
            if (writes++ == spec.writes) {
                step = Step.UNIT;
                objects.poll();
            } else {
                leaf = random.nextInt(spec.leaves);
                step = Step.WRITE_OTHER;
                objects.get(OTHER, TABLE, random.nextInt(spec.live));
            }
        }

        private void swap() {
            switch (step) {
                case WRITE_OTHER -> {
                    step = Step.TAKE;
                    objects.get(HEAD, TABLE, random.nextInt(spec.live));
                }
                case TAKE -> {
                    step = Step.TAKE_OTHER;
                    objects.get(LEAF, HEAD, leaf);
                }
                case TAKE_OTHER -> {
                    step = Step.GIVE;
                    objects.get(OTHER_LEAF, OTHER, leaf);
                }
                case GIVE -> {
                    step = Step.GIVE_OTHER;
                    objects.put(HEAD, leaf, OTHER_LEAF);
                }
                default -> {
                    step = Step.WRITE;
                    objects.put(OTHER, leaf, LEAF);
                }
            }
        }
    }
}
