package dev.ziggurat.bench;

import dev.ziggurat.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a built machine holds of the host's memory. */
final class Footprint {
    private static final double MIB = 1 << 20;
    private static final int LINE = 64;

    private static final String PROGRAM = "program: {kind: uniform, footprint: 1 GiB}";

    private Footprint() {}

    static List<String> table() {
        held(Cases.DESKTOP);
        long desktop = held(Cases.DESKTOP);
        long large = held(Cases.DESKTOP + "caches: {llc: {size: 136 MiB}}\n");
        long ranks = held(Cases.DESKTOP + "memory: {ranks: 2}\n");
        List<String> lines = new ArrayList<>();
        lines.add("| what | host memory |");
        lines.add("| --- | ---: |");
        lines.add(row("the desktop without translation, built", desktop / MIB, "MiB"));
        lines.add(row("a line of a cache", (large - desktop) / (128 * MIB / LINE), "B"));
        lines.add(row("one more rank of 8 GiB", (ranks - desktop) / 1024.0, "KiB"));
        return lines;
    }

    private static String row(String what, double amount, String unit) {
        return String.format(Locale.ROOT, "| %s | %.1f %s |", what, amount, unit);
    }

    private static long held(String machine) {
        long before = used();
        Machine built = new Case("", 0, machine, PROGRAM, 1, 1000).build();
        long after = used();
        Objects.requireNonNull(built.statistics());
        return after - before;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
