package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;

/** A map that is filled, and then asked: a mix of gets, puts and removals, some keys more often than others. */
public final class HashMap extends ObjectProgram {
    private final Spec spec;
    private final RandomStream random;

    private HashMap(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    /**
     * {@code kind: hash-map}.
     *
     * @param entries how many keys are put in first, those asked for most before others
     * @param operations how many come after that
     * @param keys how many keys there are, default {@code entries}
     * @param theta the skew by which they are asked for, 0 (none) to 10, default 0.99
     * @param value the bytes of a value, default 8 B
     * @param puts the share of operations that put a key in or give it another value, default 5 % (YCSB's workload B; Cooper et al., SoCC 2010)
     * @param removes the share of operations that take a key out, default 0 %; the others ask for one and load the first word of its value
     * @param work the instructions for each operation beside all that, default 0
     */
    public record Spec(
            Integer entries,
            Long operations,
            Integer keys,
            Double theta,
            ByteSize value,
            Share puts,
            Share removes,
            Integer work)
            implements ObjectProgramSpec {
        private static final int MOST = 1 << 24;
        private static final long MOST_OPERATIONS = 1L << 40;

        public Spec {
            SpecException.requirePresent("entries", entries, "100000");
            SpecException.requireRange("entries", entries, 0, MOST);
            SpecException.requirePresent("operations", operations, "1000000");
            SpecException.requireRange("operations", operations, 0, MOST_OPERATIONS);
            keys = keys == null ? Math.max(1, entries) : keys;
            SpecException.requireRange("keys", keys, Math.max(1, entries), MOST);
            theta = Keys.theta(theta);
            value = value == null ? new ByteSize(8) : value;
            SpecException.requireRange("value", value.bytes(), 8, 1 << 20);
            puts = puts == null ? Share.parse("5 %") : puts;
            removes = removes == null ? new Share(0) : removes;
            if (puts.billionths() + removes.billionths() > Share.WHOLE) {
                throw new SpecException("removes", removes + " and puts of " + puts + " are more than all operations");
            }
            work = ObjectProgramSpec.work(work);
        }

        @Override
        public Program create(RandomStream random) {
            return new HashMap(this, random);
        }
    }

    @Override
    public Routine code(Objects objects) {
        return new Code(objects);
    }

    /** What one thread does. */
    private final class Code extends Routine {
        private final Objects objects;
        private final Holders entries;
        private final HashTable table;
        private final Keys keys;

        private long done;
        private long key;
        private Step step = Step.CREATE;

        private enum Step {
            CREATE,
            NEXT,
            PUT,
            GET,
            REMOVE,
            MADE,
            POLL,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            entries = new Holders(objects, 1, HashTable.WORDS, new long[] {Long.BYTES, spec.value.bytes()});
            table = new HashTable(objects, entries, 0);
            keys = new Keys(spec.keys, spec.theta, random);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case CREATE -> {
                    step = Step.NEXT;
                    table.create(thread);
                }
                case NEXT -> next(thread);
                case PUT -> put(thread);
                case GET -> {
                    step = Step.POLL;
                    if (thread.answer() != 0) {
                        entries.load(thread, HashTable.NODE, HashTable.BOX, HashTable.VALUE);
                    }
                }
                case REMOVE -> {
                    step = Step.POLL;
                    if (thread.answer() != 0) {
                        table.remove(thread);
                    }
                }
                case MADE -> {
                    step = Step.POLL;
                    entries.set(thread, HashTable.NEW, HashTable.BOX, HashTable.VALUE, done);
                }
                case POLL -> {
                    step = Step.NEXT;
                    objects.poll();
                }
                case LEAVE -> {
                    step = Step.EXIT;
                    objects.leave();
                }
                case EXIT -> thread.exit();
            }
        }

        /** Begins the next operation, if there is one. */
        private void next(RuntimeThread thread) {
            if (done == spec.entries + spec.operations) {
                step = Step.LEAVE;
                if (objects.explicit()) {
                    table.drop(thread);
                }
                return;
            }
            if (done < spec.entries) {
                key = Keys.of(done);
                step = Step.PUT;
            } else {
                thread.work(spec.work);
                key = keys.draw();
                step = operation();
            }
            done++;
            table.find(thread, key);
        }

        private Step operation() {
            long dice = random.nextLong(Share.WHOLE);
            if (dice < spec.puts.billionths()) {
                return Step.PUT;
            }
            return dice - spec.puts.billionths() < spec.removes.billionths() ? Step.REMOVE : Step.GET;
        }

        /** The value is the number of the operation. */
        private void put(RuntimeThread thread) {
            if (thread.answer() != 0) {
                step = Step.POLL;
                entries.replace(thread, HashTable.NODE, HashTable.BOX, HashTable.VALUE, done);
            } else {
                step = Step.MADE;
                table.insert(thread, key, 0);
            }
        }
    }
}
