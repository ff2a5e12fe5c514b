package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** The objects that a thread has found to live and that are not yet marked: a chunk of its own, whose address is a word of the thread. A full one is published for the collector's thread. */
final class ZMarkStack {
    private final long place;
    private final ZChunks chunks = new ZChunks();
    private final Push push = new Push();
    private final Pop pop = new Pop();
    private final Publish publish = new Publish();

    private enum PushStep {
        CHUNK,
        FRESH,
        OWN,
        COUNT,
        FULL,
        SLOT,
        MORE
    }

    private enum PopStep {
        CHUNK,
        COUNT,
        SLOT,
        LESS,
        FREE,
        STEAL,
        OWN
    }

    /** Makes the code of a thread. */
    ZMarkStack(long local) {
        place = local + ZPages.STACK;
    }

    /** Has a thread put an object on its stack. */
    void push(RuntimeThread thread, long object) {
        push.object = object;
        push.step = PushStep.CHUNK;
        thread.call(push);
    }

    /** Has the collector's thread take an object from its stack, or from a published chunk; the answer is 0 if there is none. */
    void pop(RuntimeThread thread) {
        pop.step = PopStep.CHUNK;
        thread.call(pop);
    }

    /** Has a thread publish what is on the stack; the answer is how many objects that are. */
    void publish(RuntimeThread thread) {
        publish.step = 0;
        thread.call(publish);
    }

    private final class Push extends Routine {
        private long object;
        private long chunk;
        private long count;
        private PushStep step = PushStep.CHUNK;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case CHUNK -> {
                    chunk = thread.load(place);
                    step = chunk == 0 ? PushStep.FRESH : PushStep.COUNT;
                }
                case FRESH -> {
                    step = PushStep.OWN;
                    chunks.fresh(thread);
                }
                case OWN -> {
                    chunk = thread.answer();
                    thread.store(place, chunk);
                    step = PushStep.COUNT;
                }
                case COUNT -> {
                    count = thread.follow(chunk);
                    step = count == ZChunks.SLOTS ? PushStep.FULL : PushStep.SLOT;
                }
                case FULL -> {
                    step = PushStep.FRESH;
                    chunks.push(thread, ZPages.PUBLISHED, chunk);
                }
                case SLOT -> {
                    thread.store(ZChunks.slot(chunk, count), object);
                    step = PushStep.MORE;
                }
                case MORE -> {
                    thread.store(chunk, count + 1);
                    thread.end();
                }
            }
        }
    }

    private final class Pop extends Routine {
        private long chunk;
        private long count;
        private long object;
        private long objectAt;
        private PopStep step = PopStep.CHUNK;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case CHUNK -> {
                    chunk = thread.load(place);
                    step = chunk == 0 ? PopStep.STEAL : PopStep.COUNT;
                }
                case COUNT -> {
                    count = thread.follow(chunk);
                    step = count == 0 ? PopStep.FREE : PopStep.SLOT;
                }
                case SLOT -> {
                    object = thread.follow(ZChunks.slot(chunk, count - 1));
                    objectAt = thread.position();
                    step = PopStep.LESS;
                }
                case LESS -> {
                    thread.store(chunk, count - 1);
                    thread.end(object, objectAt);
                }
                case FREE -> {
                    step = PopStep.STEAL;
                    chunks.push(thread, ZPages.FREE_CHUNKS, chunk);
                }
                case STEAL -> {
                    step = PopStep.OWN;
                    chunks.pop(thread, ZPages.PUBLISHED);
                }
                case OWN -> {
                    chunk = thread.answer();
                    thread.store(place, chunk);
                    step = PopStep.COUNT;
                    if (chunk == 0) {
                        thread.end(0);
                    }
                }
            }
        }
    }

    private final class Publish extends Routine {
        private long chunk;
        private long count;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> {
                    chunk = thread.load(place);
                    if (chunk == 0) {
                        thread.end(0);
                    }
                }
                case 1 -> count = thread.follow(chunk);
                case 2 -> chunks.push(thread, ZPages.PUBLISHED, chunk);
                default -> {
                    thread.store(place, 0);
                    thread.end(count);
                }
            }
        }
    }
}
