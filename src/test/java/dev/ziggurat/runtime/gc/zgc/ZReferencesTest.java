package dev.ziggurat.runtime.gc.zgc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.Places;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The references that {@code zgc} adds to a program: what each load waits for, and whose it is. */
final class ZReferencesTest {
    private static final int SEEDS = 12;

    /** The granules of the heap. */
    private static final long GRANULES = 32;

    /** By the part of memory that a load is from, those that its address may come from. */
    private static final Map<Part, Set<Part>> SOURCES = new EnumMap<>(Map.of(
            Part.RECORD,
            EnumSet.of(Part.TABLE, Part.CONTROL, Part.TAKEN, Part.CANDIDATE, Part.SORTED, Part.ROOT),
            Part.TABLE,
            EnumSet.of(Part.WORK, Part.ROOT, Part.HEAP, Part.FORWARDING),
            Part.POINTER,
            EnumSet.of(Part.SORTED, Part.ROOT, Part.HEAP, Part.MAP),
            Part.FORWARDING,
            EnumSet.of(Part.POINTER, Part.FORWARDING),
            Part.MAP,
            EnumSet.of(Part.WORK, Part.ROOT, Part.HEAP, Part.FORWARDING, Part.SORTED),
            Part.HEAP,
            EnumSet.of(Part.WORK, Part.ROOT, Part.HEAP, Part.MAP),
            Part.WORK,
            EnumSet.of(Part.LOCAL, Part.WORK, Part.CONTROL),
            Part.TYPE,
            EnumSet.of(Part.HEAP)));

    private final List<List<Reference>> histories = new ArrayList<>();

    /** Loads of the page table that wait for nothing: those of {@link ZSelect}. */
    private long scanned;

    private long checked;

    // Of threads of the program: the collector's references, and looks at the bad colours.
    private long slow;
    private long tests;

    private enum Part {
        TYPE(Places.TYPES),
        ROOT(Places.GLOBALS),
        CONTROL(Places.CONTROL),
        FRAME(Places.FRAMES),
        LOCAL(Places.LOCAL),
        HEAP(Places.HEAP),
        WORK(Places.WORK),
        RECORD(ZPages.record(0)),
        TABLE(ZPages.tableWord(0)),
        POINTER(ZPages.forwardingWord(0)),
        TAKEN(ZPages.taken(0)),
        CANDIDATE(ZPages.candidate(0)),
        SORTED(ZPages.sorted(0)),
        PARTITION(ZPages.partition(0)),
        MAP(new ZPages(0, 1, 1).map(0)),
        FORWARDING(ZPages.FORWARDING);

        private final long start;

        Part(long start) {
            this.start = start;
        }

        static Part of(long address) {
            Part found = TYPE;
            for (Part each : values()) {
                found = address >= each.start ? each : found;
            }
            return found == FRAME ? ROOT : found;
        }
    }

    @Test
    void aLoadWaitsForThatWhichItsAddressComesFrom() {
        for (long seed = 0; seed < SEEDS; seed++) {
            histories.clear();
            scanned = 0;
            DirectRun run = ZgcTest.asItIs(seed, false);
            run.observe((reference, world) -> trace(run, reference));
            run.run();
            assertThat(scanned).as("seed %d", seed).isLessThanOrEqualTo(GRANULES * (run.counted("cycles") + 1));
            assertThat(run.counted("objects_marked")).isGreaterThan(GRANULES * (run.counted("cycles") + 1));
        }
        assertThat(checked).isPositive();
    }

    private void trace(DirectRun run, Reference reference) {
        if (!reference.kind.memory()) {
            return;
        }
        while (histories.size() <= run.running()) {
            histories.add(new ArrayList<>());
        }
        List<Reference> history = histories.get(run.running());
        Reference kept = new Reference();
        kept.copy(reference);
        history.add(kept);
        boolean ofCollector = reference.collector || run.running() == run.mutators();
        Set<Part> sources = SOURCES.get(Part.of(reference.address));
        if (!ofCollector || reference.kind != Kind.LOAD || sources == null) {
            return;
        }
        if (Part.of(reference.address) == Part.TABLE && reference.dependsOn == 0) {
            scanned++;
            return;
        }
        assertThat(reference.dependsOn)
                .as("what %s waits for", Part.of(reference.address))
                .isPositive();
        Reference source = history.get(history.size() - 1 - reference.dependsOn);
        assertThat(source.kind).isNotEqualTo(Kind.STORE);
        assertThat(Part.of(source.address))
                .as("what %s waits for", Part.of(reference.address))
                .isIn(sources);
        checked++;
    }

    @Test
    void theSlowPathIsTheCollectorsAndTheTestOfTheColourTheProgramsOwn() {
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = ZgcTest.asItIs(seed, false);
            run.observe((reference, world) -> belong(run, reference));
            run.run();
        }
        assertThat(slow).isPositive();
        assertThat(tests).isPositive();
    }

    private void belong(DirectRun run, Reference reference) {
        if (run.running() == run.mutators() || reference.kind != Kind.LOAD) {
            return;
        }
        Part part = Part.of(reference.address);
        if (part == Part.LOCAL && (reference.address - ZPages.BAD) % Places.LOCAL_BYTES == 0) {
            tests++;
            assertThat(reference.collector).isFalse();
        } else if (reference.address == ZPages.PHASE || part == Part.POINTER || part == Part.FORWARDING) {
            slow++;
            assertThat(reference.collector).isTrue();
        }
    }
}
