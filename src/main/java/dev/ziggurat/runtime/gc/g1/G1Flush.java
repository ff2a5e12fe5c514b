package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.List;

/** Empties the buffers of the threads' marking queues that are not full, while the world stands, and marks what they have; or drops all that queues of a sort have. */
final class G1Flush extends Routine {
    private static final int WORD = 8;

    private final List<Long> queues;
    private final long bytes;
    private final G1BufferList full;
    private final G1BufferList free;
    private final G1Shade shade;

    private boolean drops;
    private int queue;
    private long buffer;
    private long bufferAt;
    private long index;
    private Step step = Step.INDEX;

    private enum Step {
        FULL,
        GIVE,
        INDEX,
        BUFFER,
        ENTRY,
        EMPTIED
    }

    /** Makes the code, of queues whose words are at places and whose buffers hold so many entries. */
    G1Flush(List<Long> queues, int entries, G1BufferList full, G1BufferList free, G1Shade shade) {
        this.queues = queues;
        bytes = (long) entries * WORD;
        this.full = full;
        this.free = free;
        this.shade = shade;
    }

    /** Has a thread mark what the buffers have that are not full. */
    void mark(RuntimeThread thread) {
        drops = false;
        queue = 0;
        step = Step.INDEX;
        thread.call(this);
    }

    /** Has a thread forget everything. */
    void drop(RuntimeThread thread) {
        drops = true;
        queue = 0;
        step = Step.FULL;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FULL -> {
                step = Step.GIVE;
                full.pop(thread);
            }
            case GIVE -> {
                step = thread.answer() == 0 ? Step.INDEX : Step.FULL;
                if (step == Step.FULL) {
                    free.push(thread, thread.answer());
                }
            }
            case INDEX -> {
                if (queue == queues.size()) {
                    thread.end();
                } else {
                    index = thread.load(queues.get(queue));
                    step = Step.BUFFER;
                }
            }
            case BUFFER -> {
                buffer = thread.load(queues.get(queue) + WORD);
                bufferAt = thread.position();
                step = drops ? Step.EMPTIED : Step.ENTRY;
                if (buffer == 0) {
                    queue++;
                    step = Step.INDEX;
                }
            }
            case ENTRY -> {
                if (index == bytes) {
                    step = Step.EMPTIED;
                } else {
                    long reference = thread.follow(buffer + G1Queue.HEADER + index, bufferAt);
                    index += WORD;
                    shade.begin(thread, reference, thread.position());
                }
            }
            case EMPTIED -> {
                thread.store(queues.get(queue++), bytes);
                step = Step.INDEX;
            }
        }
    }
}
