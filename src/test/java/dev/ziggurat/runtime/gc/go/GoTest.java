package dev.ziggurat.runtime.gc.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the Go-like collector does at each point of a cycle, and that each half of its barrier is needed. */
final class GoTest {
    private static final String KEYS = "heap: 64 KiB, page: 1 KiB, least-heap: 16 KiB, barrier-buffer: 4";
    private static final int ENTRY = 8;

    private final GoRig rig = new GoRig(KEYS);
    private final GoHeap heap = new GoHeap(rig.world.words, Places.HEAP, 64 << 10, 1 << 10, 8);

    private long global(int number) {
        return rig.world.roots.global(number);
    }

    /** Whether an object is one of those that its span counts as allocated. */
    private boolean allocated(long object) {
        return bit(object, GoSpan.ALLOCATED);
    }

    private boolean bit(long object, long table) {
        long span = rig.word(heap.table(object));
        long index = (object - rig.word(span + GoSpan.BASE)) / heap.size(rig.word(span + GoSpan.SHAPE));
        return (rig.word(rig.word(span + table) + index / Long.SIZE * ENTRY) >>> index & 1) != 0;
    }

    /** A reference that a field has lost, and a frame that is scanned has, keeps its object. */
    private boolean keepsWhatAFieldLoses() {
        long holder = rig.make(global(0), 2, 0);
        long kept = rig.make(rig.frame.slot(0), 1, 0);
        rig.put(holder, 0, kept);
        rig.root(rig.frame.slot(0), 0);
        rig.startMarking();
        while (rig.word(GoPlaces.FRAME_WORK) == 0) {
            rig.goOn();
        }
        rig.root(rig.frame.slot(0), kept);
        rig.put(holder, 0, 0);
        rig.finishCycle();
        return allocated(kept);
    }

    /** A reference that a frame has lost before it is scanned, and a black object has, keeps its object. */
    private boolean keepsWhatAFrameLoses() {
        long kept = rig.make(rig.frame.slot(0), 1, 0);
        rig.startMarking();
        // Otherwise it would scan for it, or wait until its own frame is scanned.
        rig.world.words.write(GoPlaces.assist(0), 1 << 10);
        long black = rig.make(global(0), 1, 0);
        assertThat(bit(black, GoSpan.MARKS)).isTrue();
        assertThat(bit(kept, GoSpan.MARKS)).isFalse();
        rig.put(black, 0, kept);
        rig.root(rig.frame.slot(0), 0);
        rig.finishCycle();
        return allocated(kept);
    }

    /** Planted: what the barrier keeps at a place of its buffer is lost. */
    private void lose(int entry) {
        long place = GoPlaces.barrier(0) + (long) entry * ENTRY;
        rig.observe((reference, world) -> {
            if (reference.kind == Kind.STORE && reference.address == place) {
                world.words.write(place, 0);
            }
        });
    }

    @Test
    void theOldReferenceIsKept() {
        assertThat(keepsWhatAFieldLoses()).isTrue();
    }

    @Test
    void withoutTheOldReferenceAnObjectIsLost() {
        lose(0);
        assertThat(keepsWhatAFieldLoses()).isFalse();
    }

    @Test
    void theNewReferenceIsKept() {
        assertThat(keepsWhatAFrameLoses()).isTrue();
    }

    @Test
    void withoutTheNewReferenceAnObjectIsLost() {
        // The first entries are those of the store in the global.
        lose(2);
        assertThat(keepsWhatAFrameLoses()).isFalse();
    }

    @Test
    void aCycleAfterTheCallFindsAllThatIsGarbage() {
        long dropped = rig.make(global(0), 0, 16);
        long kept = rig.make(global(1), 0, 16);
        rig.startMarking();
        rig.root(global(0), 0);
        rig.finishCycle();
        assertThat(allocated(dropped))
                .as("what was reached when the cycle began")
                .isTrue();

        rig.collect();

        assertThat(allocated(dropped)).isFalse();
        assertThat(allocated(kept)).isTrue();
        assertThat(rig.word(GoPlaces.HEAP_LIVE)).isEqualTo(32);
    }

    @Test
    void aCycleBeginsWhereItsTriggerIs() {
        long trigger = rig.word(GoPlaces.TRIGGER);
        // 61 of 64 parts of the least heap, in whole parts, for nothing lived.
        assertThat(trigger).isEqualTo((16 << 10) / 64 * 61);
        while (rig.word(GoPlaces.HEAP_LIVE) < trigger) {
            assertThat(rig.word(GoPlaces.WANTED)).isZero();
            rig.make(global(0), 0, 16);
        }
        assertThat(rig.word(GoPlaces.WANTED)).isEqualTo(1);
    }

    @Test
    void aFullHeapStallsAndOnlyThenThereIsNoMemory() {
        int made = 0;
        while (rig.make(global(made), 0, 1000) != Mutator.NONE) {
            made++;
        }
        // Spans of the class of 1024 B have one page.
        assertThat(made).isEqualTo(64);
        assertThat(rig.word(GoPlaces.DONE)).as("cycles in vain").isGreaterThanOrEqualTo(3);
        rig.root(global(7), 0);
        assertThat(rig.make(global(7), 0, 1000)).isNotEqualTo(Mutator.NONE);
    }

    @Test
    void spansHaveRoomForAsManyObjectsAsThoseOfGo() {
        GoHeap large = new GoHeap(rig.world.words, Places.HEAP, 64 << 20, 8 << 10, 8);
        // Of the table at the top of src/runtime/sizeclasses.go: bytes/obj and objects.
        int[][] table = {
            {16, 512}, {24, 341}, {48, 170}, {704, 11}, {1408, 11}, {6784, 6}, {9472, 6}, {19072, 3}, {32768, 1}
        };
        for (int[] row : table) {
            assertThat(large.room(large.spanClass(row[0], true)))
                    .as("objects of %d B", row[0])
                    .isEqualTo(row[1]);
        }
    }

    @Test
    void eachSizeIsThatOfTheSmallestClassThatHasRoom() {
        GoSizeClasses classes = new GoSizeClasses(8 << 10, 8);
        assertThat(IntStream.of(1, 8, 9, 24, 25, 33, 1024, 1025, 32768, 32769).map(classes::of))
                .containsExactly(1, 1, 2, 3, 4, 5, 32, 33, 67, 0);
        assertThat(GoSizeClasses.size(new GoSizeClasses(8 << 10, 32).of(33))).isEqualTo(64);
    }

    @Test
    void badKeysAreRefused() {
        assertThatThrownBy(() -> new GoRig("heap: 64 KiB, page: 3 KiB")).hasMessageContaining("power of two");
        assertThatThrownBy(() -> new GoRig("heap: 64 KiB, gogc: 0")).hasMessageContaining("gogc");
        assertThatThrownBy(() -> new GoRig("heap: 64 KiB, barrier-buffer: 1")).hasMessageContaining("barrier-buffer");
        assertThatThrownBy(() -> new GoRig("heap: 64 KiB, least-heap: 1 KiB")).hasMessageContaining("least-heap");
        assertThatThrownBy(() -> new GoRig("heap: 64 KiB, least-heap: 65 KiB"))
                .hasMessageContaining("least-heap")
                .hasMessageContaining("more than the heap");
    }

    @Test
    void whatAThreadScansForWhatItAllocatesIsTheCollectorsWork() {
        long holder = rig.make(global(0), 1, 0);
        rig.put(holder, 0, rig.make(global(1), 1, 0));
        rig.startMarking();
        List<Reference> seen = seen();
        rig.make(global(2), 0, 16);
        assertThat(seen).anyMatch(each -> each.collector && each.address == GoPlaces.CREDIT);
        assertThat(seen.get(0).collector).as("its look at the phase").isFalse();
        assertThat(seen.get(seen.size() - 1).collector)
                .as("the store in the root")
                .isFalse();
    }

    /** What a new object's place is known by stands in the record of the span, whose address is loaded. */
    @Test
    void whatIsKnownOfASpanIsLoadedWhenItsAddressIsThere() {
        rig.make(global(0), 0, 16);
        List<Reference> seen = seen();
        rig.make(global(1), 0, 16);
        long cache = GoPlaces.cache(0, heap.spanClass(32, false));
        for (long field : new long[] {GoSpan.CACHE, GoSpan.COUNTS, GoSpan.BASE}) {
            Reference load = seen.stream()
                    .filter(each -> each.kind == Kind.LOAD && each.address == rig.word(cache) + field)
                    .findAny()
                    .orElseThrow();
            assertThat(load.dependsOn).isPositive();
            assertThat(seen.get(seen.indexOf(load) - load.dependsOn).address).isEqualTo(cache);
        }
    }

    /** Returns the list of references to memory from now on. */
    private List<Reference> seen() {
        List<Reference> seen = new ArrayList<>();
        rig.observe((reference, world) -> {
            if (reference.kind.memory()) {
                Reference kept = new Reference();
                kept.copy(reference);
                seen.add(kept);
            }
        });
        return seen;
    }
}
