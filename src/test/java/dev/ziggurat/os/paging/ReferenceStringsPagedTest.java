package dev.ziggurat.os.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.ReferenceTables;
import dev.ziggurat.os.paging.Rig.Shape;
import dev.ziggurat.os.replacement.Future;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.os.replacement.PageFifo;
import dev.ziggurat.os.replacement.PageLru;
import dev.ziggurat.os.replacement.PageOptimal;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference strings under the whole kernel: faults and dirty evictions are those of the tables. */
final class ReferenceStringsPagedTest {
    private static final Map<String, PageReplacementSpec> POLICIES = Map.of(
            "FIFO", new PageFifo.Spec(),
            "LRU", new PageLru.Spec(),
            "CLOCK1", new PageClock.Spec(),
            "OPT", new PageOptimal.Spec());

    /** Longer strings are left to the policies' own test. */
    private static final int LONGEST = 2000;

    @Test
    void faultsAndDirtyEvictionsAreThoseOfTheTables() {
        int rows = 0;
        for (Map<String, String> row : ReferenceTables.rows("replacement_expected.csv")) {
            PageReplacementSpec policy = POLICIES.get(row.get("algorithm"));
            List<String> lines = ReferenceTables.lines("strings/" + row.get("string_id") + ".txt.gz");
            if (policy != null && lines.size() <= LONGEST) {
                check(row, policy, lines);
                rows++;
            }
        }
        assertThat(rows).isPositive();
    }

    private static void check(Map<String, String> row, PageReplacementSpec policy, List<String> lines) {
        long frames = Long.parseLong(row.get("frames"));
        Rig rig = new Rig(new Shape()
                .frames(frames)
                .slots(100)
                .replacement(policy)
                .tlbEntries(2)
                .future(future(lines)));
        rig.keepSteps = false;
        rig.contents.keepCame = false;
        Process process = rig.process("p", List.of(new Area("pages", 0, 1L << 24)), 12);
        Steps steps = new Steps();
        lines.forEach(line -> steps.access(line.endsWith("W") ? Kind.STORE : Kind.LOAD, page(line) << 12, 8));
        rig.thread(process, steps, 0);
        rig.run();

        assertThat(rig.os("minor_faults") + rig.os("major_faults"))
                .as("faults of %s", row)
                .isEqualTo(Long.parseLong(row.get("faults")));
        assertThat(rig.os("evictions")).as("evictions of %s", row).isEqualTo(Long.parseLong(row.get("evictions")));
        assertThat(rig.os("dirty_evictions"))
                .as("dirty evictions of %s", row)
                .isEqualTo(Long.parseLong(row.get("dirty_evictions")));
        assertThat(rig.os("swap_outs")).isEqualTo(rig.os("dirty_evictions"));
    }

    private static long page(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static Future future(List<String> lines) {
        return new Future() {
            private int next;

            @Override
            public long next() {
                return next == lines.size() ? END : page(lines.get(next++));
            }
        };
    }
}
