package dev.ziggurat.runtime.gc.g1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A remembered set is a set, whatever its shape; and the collector's sort sorts. */
final class G1RemsetTest {
    private static final long MIB = 1 << 20;
    private static final int REGION = 3;

    private final WordStore words = new WordStore();
    private final RuntimeThread thread = new RuntimeThread(words, List.of());
    private final Reference reference = new Reference();

    private void finish() {
        do {
            thread.next(reference);
        } while (reference.kind != Kind.EXIT);
    }

    @Test
    void eachCardIsThereOnceInATableAndInABitmap() {
        G1Heap heap = new G1Heap(Places.HEAP, 16 * MIB, MIB);
        G1Remset remset = new G1Remset(heap);
        Set<Long> wanted = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(7);
        Set<Long> capacities = new TreeSet<>();
        for (int i = 0; i < 3000; i++) {
            long card = random.nextInt(random.nextBoolean() ? 100 : (int) heap.cardCount());
            wanted.add(card);
            remset.add(thread, REGION, card);
            finish();
            long capacity = words.read(G1Heap.word(REGION, G1Heap.CAPACITY));
            if (capacities.add(capacity) || i % 500 == 0) {
                assertThat(cards(heap)).containsExactlyElementsOf(wanted);
            }
            assertThat(words.read(G1Heap.word(REGION, G1Heap.COUNT))).isEqualTo(wanted.size());
        }
        assertThat(cards(heap)).containsExactlyElementsOf(wanted);
        assertThat(remset.added()).isEqualTo(wanted.size());
        // A bitmap of 32768 cards has 4096 B, as a table of 1024 slots has.
        assertThat(capacities).containsExactly(G1Remset.BITMAP, 16L, 32L, 64L, 128L, 256L, 512L, 1024L);
    }

    private List<Long> cards(G1Heap heap) {
        List<Long> found = new ArrayList<>();
        Routine nothing = new Routine() {
            @Override
            protected void step(RuntimeThread of) {
                of.end();
            }
        };
        new G1RemsetWalk(heap, (of, number, at) -> {
                    found.add(number);
                    of.call(nothing);
                })
                .begin(thread, REGION);
        finish();
        found.sort(null);
        return found;
    }

    @Test
    void wordsAreSorted() {
        SplittableRandom random = new SplittableRandom(3);
        for (int size = 0; size < 70; size++) {
            List<Long> wanted = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                wanted.add((long) random.nextInt(50));
                words.write(G1Heap.CANDIDATES + i * 8L, wanted.get(i));
            }
            wanted.sort(null);
            new G1Sort(G1Heap.CANDIDATES).begin(thread, size);
            finish();
            for (int i = 0; i < size; i++) {
                assertThat(words.read(G1Heap.CANDIDATES + i * 8L)).isEqualTo(wanted.get(i));
            }
        }
    }
}
