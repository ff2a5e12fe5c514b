package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.WordStore;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What counts, lists and free blocks have to be at the end of random programs, after a search of all generations. */
final class ReferenceCountingTest {
    private static final int SEEDS = 60;

    /** More than the largest block has. */
    private static final int MOST_GRANULES = 256;

    @Test
    void countsAreTheReferencesThereAre() {
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = run(seed);
            RandomProgram program = run.programs().get(0);
            Map<Graph.Item, Integer> wanted = program.graph().references();
            for (Map.Entry<Graph.Item, Long> object : program.last().entrySet()) {
                assertThat(Counted.count(run.world().words.read(object.getValue())))
                        .as("seed %d", seed)
                        .isEqualTo(wanted.get(object.getKey()).longValue());
            }
        }
    }

    @Test
    void afterASearchOfAllOnlyWhatLivesIsInTheLists() {
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = run(seed);
            Set<Long> listed = new HashSet<>();
            for (int i = 0; i <= Counted.GENERATIONS; i++) {
                walk(run.world().words, Counted.list(i), listed);
            }
            Set<Long> living = new HashSet<>();
            run.programs().get(0).last().forEach((item, address) -> {
                if (item.fields.length > 0) {
                    living.add(address - Counted.LINKS);
                }
            });
            assertThat(listed).as("seed %d", seed).isEqualTo(living);
        }
    }

    private static void walk(WordStore words, long list, Set<Long> into) {
        long before = list;
        for (long links = words.read(list); links != list; links = words.read(links)) {
            assertThat(words.read(links + Counted.PREVIOUS))
                    .as("the links before")
                    .isEqualTo(before);
            assertThat(into.add(links)).as("in two lists").isTrue();
            before = links;
        }
        assertThat(words.read(list + Counted.PREVIOUS)).as("the last links").isEqualTo(before);
    }

    @Test
    void everyBlockIsFreeOnceOrInUse() {
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = run(seed);
            WordStore words = run.world().words;
            Set<Long> blocks = new HashSet<>();
            run.programs()
                    .get(0)
                    .last()
                    .forEach((item, address) -> blocks.add(address
                            - (item.fields.length == 0 ? 0 : run.world().model.aligned(Counted.LINKS))));
            long granule = run.world().model.aligned(16);
            long bytes = 0;
            for (Graph.Item item : run.programs().get(0).last().keySet()) {
                bytes += size(run, item, granule);
            }
            for (int granules = 1; granules < MOST_GRANULES; granules++) {
                long block = Blocks.rounded(granules) == granules ? words.read(Blocks.list(granules)) : 0;
                for (; block != 0; block = words.read(block)) {
                    assertThat(blocks.add(block)).as("freed twice, or in use").isTrue();
                    bytes += granules * granule;
                }
            }
            assertThat(bytes).as("seed %d", seed).isEqualTo(words.read(Counted.UNUSED) - Places.HEAP);
        }
    }

    private static long size(DirectRun run, Graph.Item item, long granule) {
        long prefix = item.fields.length == 0 ? 0 : run.world().model.aligned(Counted.LINKS);
        return Blocks.rounded((prefix + item.shape.bytes() + granule - 1) / granule) * granule;
    }

    @Test
    void aboveThirtyTwoGranulesThereAreFourSizesToADoubling() {
        assertThat(Blocks.rounded(32)).isEqualTo(32);
        assertThat(Blocks.rounded(33)).isEqualTo(40);
        assertThat(Blocks.rounded(40)).isEqualTo(40);
        assertThat(Blocks.rounded(64)).isEqualTo(64);
        assertThat(Blocks.rounded(65)).isEqualTo(80);
    }

    private static DirectRun run(long seed) {
        String yaml =
                "collector: {kind: reference-counting, heap: 64 KiB, thresholds: [20, 3, 3]}, layout: {header: %s}"
                        .formatted(seed % 2 == 0 ? "16 B" : "8 B, alignment: 32 B");
        DirectRun run = new DirectRun(yaml, 1, new SplittableRandom(seed));
        run.add(new RandomProgram.Limits(3000, false, 4 << 10), (thread, mutator) -> mutator);
        run.run();
        return run;
    }
}
