package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * A cache of a program, as java.util.LinkedHashMap makes one: what is asked for and not there is put in, and when there is too much the entry goes that was used
 * longest ago. What dies is old: the opposite of what collectors by generations are made for.
 */
public final class LruCache extends ObjectProgram {
    private final Spec spec;
    private final RandomStream random;

    private LruCache(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    /**
     * {@code kind: lru-cache}.
     *
     * @param entries how many the cache may have
     * @param requests how often a key is asked for
     * @param keys how many keys there are
     * @param theta the skew by which they are asked for, 0 (none) to 10, default 0.99
     * @param sizes the bytes of an entry's value, drawn from these, default 64 B
     * @param work the instructions for each request beside all that, default 0
     */
    public record Spec(Integer entries, Long requests, Integer keys, Double theta, List<ByteSize> sizes, Integer work)
            implements ObjectProgramSpec {
        private static final int MOST = 1 << 24;
        private static final long MOST_REQUESTS = 1L << 40;

        public Spec {
            SpecException.requirePresent("entries", entries, "10000");
            SpecException.requireRange("entries", entries, 1, MOST);
            SpecException.requirePresent("requests", requests, "1000000");
            SpecException.requireRange("requests", requests, 0, MOST_REQUESTS);
            SpecException.requirePresent("keys", keys, "100000");
            SpecException.requireRange("keys", keys, 1, MOST);
            theta = Keys.theta(theta);
            sizes = Sizes.checked(sizes, new ByteSize(64));
            work = ObjectProgramSpec.work(work);
        }

        @Override
        public Program create(RandomStream random) {
            return new LruCache(this, random);
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
        private final Recency recency;
        private final Keys keys;

        private long done;
        private long key;
        private Step step = Step.CREATE;

        private enum Step {
            CREATE,
            NEXT,
            FOUND,
            TOUCH,
            MADE,
            APPEND,
            FULL,
            OLD,
            KEY,
            FIND,
            POP,
            REMOVE,
            POLL,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            long[][] sizes = spec.sizes.stream()
                    .map(size -> new long[] {Long.BYTES, size.bytes()})
                    .toArray(long[][]::new);
            entries = new Holders(objects, Recency.LINKS, HashTable.WORDS, sizes);
            table = new HashTable(objects, entries, Recency.ENDS);
            recency = new Recency(objects);
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
                case FOUND -> {
                    if (thread.answer() != 0) {
                        step = Step.TOUCH;
                        entries.load(thread, HashTable.NODE, HashTable.BOX, HashTable.VALUE);
                    } else {
                        step = Step.MADE;
                        table.insert(thread, key, random.nextInt(entries.varieties()));
                    }
                }
                case TOUCH -> {
                    step = Step.POLL;
                    recency.touch(thread, HashTable.NODE);
                }
                case MADE -> {
                    step = Step.APPEND;
                    entries.set(thread, HashTable.NEW, HashTable.BOX, HashTable.VALUE, done);
                }
                case APPEND -> {
                    step = Step.FULL;
                    recency.append(thread, HashTable.NEW);
                }
                case FULL -> step = table.size() > spec.entries ? Step.OLD : Step.POLL;
                case POLL -> {
                    step = Step.NEXT;
                    objects.poll();
                }
                case LEAVE -> {
                    step = Step.EXIT;
                    objects.leave();
                }
                case EXIT -> thread.exit();
                default -> evict(thread);
            }
        }

        /** Begins the next request, if there is one. */
        private void next(RuntimeThread thread) {
            if (done == spec.requests) {
                step = Step.LEAVE;
                if (objects.explicit()) {
                    table.drop(thread);
                }
                return;
            }
            done++;
            thread.work(spec.work);
            key = keys.draw();
            step = Step.FOUND;
            table.find(thread, key);
        }

        /** Takes out what was used longest ago: it is looked for by its key. */
        private void evict(RuntimeThread thread) {
            switch (step) {
                case OLD -> {
                    step = Step.KEY;
                    recency.eldest(thread);
                }
                case KEY -> {
                    step = Step.FIND;
                    entries.load(thread, Recency.OLD, HashTable.BOX, HashTable.KEY);
                }
                case FIND -> {
                    step = Step.POP;
                    table.find(thread, thread.answer());
                }
                case POP -> {
                    step = Step.REMOVE;
                    recency.pop(thread);
                }
                default -> {
                    step = Step.POLL;
                    table.remove(thread);
                }
            }
        }
    }
}
