package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.gc.ProgramRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The collectors and layouts that programs are run on. */
final class Runs {
    private static final List<String> COLLECTORS = List.of(
            "kind: mark-sweep, buffer: 512 B",
            "kind: mark-compact, buffer: 512 B",
            "kind: semispace, buffer: 512 B",
            "kind: semispace, copy-order: depth-first",
            "kind: generational, buffer: 512 B, young: 24 KiB, survivor: 4 KiB, promote-after: 1",
            "kind: reference-counting, thresholds: [100, 4, 4]");

    private static final List<String> LAYOUTS =
            List.of("header: 16 B", "header: 8 B, values: boxed", "header: 16 B, alignment: 16 B, values: boxed");

    private Runs() {}

    /** Returns every collector and layout, with a heap of so many KiB. */
    static List<Arguments> on(int heap) {
        List<Arguments> all = new ArrayList<>();
        for (int i = 0; i < COLLECTORS.size(); i++) {
            for (String layout : LAYOUTS) {
                all.add(Arguments.of(
                        "collector: {" + COLLECTORS.get(i) + ", heap: " + heap + " KiB}, layout: {" + layout + "}",
                        layout.contains("boxed")));
            }
        }
        return all;
    }

    /** Returns a value of an object: a word of it, or of its box. */
    static long value(ProgramRun run, long object, boolean boxed, int field, int word) {
        return boxed ? run.data(run.field(object, field), 0) : run.data(object, word);
    }
}
