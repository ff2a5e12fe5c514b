package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Call;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.Map;
import java.util.Set;

/** The calls by which a script uses a heap with a collector. What a script calls by a name is an address: a collection that moves the object makes it stale. */
final class ManagedCalls {
    /** {@code new REFERENCES BYTES}: answers a new object with so many references and bytes of other data, 0 if there is no memory. */
    private static final String NEW = "new";

    /** {@code get OBJECT FIELD}: answers a reference of an object. */
    private static final String GET = "get";

    /** {@code put OBJECT FIELD VALUE}: sets a reference of an object. */
    private static final String PUT = "put";

    /** {@code root NUMBER}: answers a global reference. */
    private static final String ROOT = "root";

    /** {@code set-root NUMBER VALUE}: sets a global reference. */
    private static final String SET_ROOT = "set-root";

    /** {@code collect}: has garbage collected. */
    private static final String COLLECT = "collect";

    static final Set<String> NAMES = Set.of(NEW, GET, PUT, ROOT, SET_ROOT, COLLECT);

    private final World world;
    private final Mutator mutator;
    private final RuntimeThread thread;
    private final Plain globals;

    ManagedCalls(World world, Mutator mutator, RuntimeThread thread) {
        this.world = world;
        this.mutator = mutator;
        this.thread = thread;
        globals = new Plain(thread, world.references);
    }

    Map<String, Call> all() {
        return Map.of(
                NEW,
                (caller, references, bytes, none) -> make(references, bytes),
                GET,
                (caller, object, field, none) -> mutator.read(object, world.model.field(object, (int) field)),
                PUT,
                (caller, object, field, value) -> mutator.write(object, world.model.field(object, (int) field), value),
                ROOT,
                (caller, number, none, nothing) -> globals.read(world.roots.global(number)),
                SET_ROOT,
                (caller, number, value, none) -> mutator.root(world.roots.global(number), value),
                COLLECT,
                (caller, none, nothing, never) -> mutator.collect());
    }

    /** What cannot be an object is one for which there is no memory. */
    private void make(long references, long bytes) {
        if (Types.possible(references, bytes)) {
            mutator.allocate(world.types.of((int) references, bytes));
        } else {
            thread.reply(Mutator.NONE);
        }
    }
}
