package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.memory.MemoryRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The requests that one core does not use at present, for references that are more than hits. A queue of usual size has all it can ever need from
 * the start, so that no reference allocates; a larger one makes more when they are needed.
 */
final class Requests {
    /** As many as the queues of usual cores have entries; each is some 1.7 KB. */
    private static final int READY = 128;

    private final Engine engine;
    private final FirstLevel level;
    private final Translator translator;
    private final Parts.Owner owner;
    private final int splitCause;

    private Parts[] free;
    private int count;

    /** Makes those of a queue of so many entries. */
    Requests(int entries, Engine engine, FirstLevel level, Translator translator, Parts.Owner owner, int splitCause) {
        this.engine = engine;
        this.level = level;
        this.translator = translator;
        this.owner = owner;
        this.splitCause = splitCause;
        free = new Parts[Math.min(entries, READY)];
        while (count < free.length) {
            free[count++] = create();
        }
    }

    private Parts create() {
        return new Parts(engine, level, translator, owner, splitCause);
    }

    /** Takes some for an entry of the owner's table. */
    Parts take(long entry) {
        Parts parts = count > 0 ? free[--count] : create();
        parts.heldBy(entry);
        parts.companions().begin();
        return parts;
    }

    /**
     * Returns whose request it is, if a load that arrives at an instant, and finds it to be the last that waits for its line, may wait with it;
     * else null.
     */
    @Nullable
    Parts accompanied(MemoryRequest request, long time) {
        return request.owner() instanceof Parts parts && parts.takesCompanions(request, owner, time) ? parts : null;
    }

    /** A reference does not need its requests any more. */
    void release(Parts parts) {
        if (!parts.companions().leave()) {
            return;
        }
        if (count == free.length) {
            free = Arrays.copyOf(free, 2 * count);
        }
        parts.forget();
        free[count++] = parts;
    }
}
