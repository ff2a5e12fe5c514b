package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import java.util.Arrays;

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
        return parts;
    }

    void release(Parts parts) {
        if (count == free.length) {
            free = Arrays.copyOf(free, 2 * count);
        }
        parts.forget();
        free[count++] = parts;
    }
}
