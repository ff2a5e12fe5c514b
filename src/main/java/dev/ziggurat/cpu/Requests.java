package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.memory.MemoryRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The requests that one core does not use at present, for references that are more than hits; there are as many as were ever used at once. */
final class Requests {
    private final Engine engine;
    private final FirstLevel level;
    private final Translator translator;
    private final Parts.Owner owner;
    private final int splitCause;

    private Parts[] free = new Parts[8];
    private int count;

    Requests(Engine engine, FirstLevel level, Translator translator, Parts.Owner owner, int splitCause) {
        this.engine = engine;
        this.level = level;
        this.translator = translator;
        this.owner = owner;
        this.splitCause = splitCause;
    }

    /** Takes some for an entry of the owner's table. */
    Parts take(long entry) {
        Parts parts = count > 0 ? free[--count] : new Parts(engine, level, translator, owner, splitCause);
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
