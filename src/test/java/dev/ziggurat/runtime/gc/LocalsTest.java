package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects.Shape;
import dev.ziggurat.runtime.program.Values;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a load through a local waits for, by the references of a small program: the load of that local's value, whatever came in between. */
final class LocalsTest {
    private final List<Reference> references = new ArrayList<>();

    /** A root of two references, to objects that have one each: both are loaded, then that of the first. */
    private static final class Chains extends Routine {
        private final ManagedObjects objects;
        private int step;

        Chains(ManagedObjects objects) {
            this.objects = objects;
        }

        @Override
        protected void step(RuntimeThread thread) {
            Shape two = objects.shape(2, 0);
            Shape one = objects.shape(1, 0);
            switch (step++) {
                case 0 -> objects.make(0, two);
                case 1 -> objects.make(1, one);
                case 2 -> objects.put(0, 0, 1);
                case 3 -> objects.make(1, one);
                case 4 -> objects.put(0, 1, 1);
                case 5 -> objects.get(1, 0, 0);
                case 6 -> objects.get(2, 0, 1);
                case 7 -> objects.get(3, 1, 0);
                default -> thread.exit();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark-sweep, heap: 1 MiB",
                "generational, heap: 1 MiB",
                "reference-counting, heap: 1 MiB",
                "g1, heap: 1 MiB",
                "zgc, heap: 8 MiB",
                "go, heap: 1 MiB"
            })
    void aLoadThroughALocalWaitsForTheLoadOfItsValueAlone(String collector) {
        ManagedRuntime.Spec spec = DirectRun.spec("collector: {kind: %s}".formatted(collector));
        World world = new World(new ObjectModel(spec.layout()), spec.globals());
        RuntimeThread thread = new RuntimeThread(world.words, List.of());
        Mutator mutator = spec.collector().create(world).attach(thread, 0);
        ManagedObjects objects = new ManagedObjects(world, Values.INLINE, thread, mutator);
        thread.call(new Chains(objects));
        run(thread);

        long root = world.words.read(Places.FRAMES);
        long first = world.words.read(Places.FRAMES + RuntimeThread.WORD);
        Reference last = found(world.model.field(first, 0));
        Reference producer = references.get(references.indexOf(last) - last.dependsOn);
        assertThat(last.dependsOn).isPositive();
        assertThat(producer.kind).isEqualTo(Kind.LOAD);
        assertThat(producer.address).isEqualTo(world.model.field(root, 0));
    }

    private void run(RuntimeThread thread) {
        Reference into = new Reference();
        for (thread.next(into); into.kind != Kind.EXIT; thread.next(into)) {
            if (into.kind == Kind.CLOCK) {
                thread.returned(0);
            } else if (into.kind.memory()) {
                Reference kept = new Reference();
                kept.copy(into);
                references.add(kept);
            }
        }
    }

    /** Returns the last load of an address. */
    private Reference found(long address) {
        return references.stream()
                .filter(each -> each.kind == Kind.LOAD && each.address == address)
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
