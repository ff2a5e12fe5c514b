package dev.ziggurat.bench;

import java.util.List;

/** What is measured end to end, and how fast it ought to be. */
final class Cases {
    /** The whole desktop, with TLBs, page walks and an operating system. */
    private static final String WHOLE = "extends: desktop\n";

    /** Its core, caches and DRAM alone. */
    static final String DESKTOP = WHOLE + "translation: {format: none}\n";

    /** The desktop's memory behind a driver that offers a request in each cycle of the memory clock, or after a gap. */
    private static final String MEMORY = DESKTOP + "cores: {kind: open-loop, clock: 1.2 GHz}\ncaches: null\n";

    // The desktop with one thing changed.
    private static final String IN_ORDER = DESKTOP + "cores: {kind: in-order, clock: 4 GHz, store-queue: 56}\n";
    private static final String EVENTS = DESKTOP + "simulation: {links: always}\n";
    private static final String FIXED = DESKTOP + "memory: {kind: fixed, latency: 80 ns}\n";

    private static final String TWO_RANKS = MEMORY + "memory: {ranks: 2}\n";

    /** A fault takes the more time the memory behind it does; here it takes what the simulator itself makes of it. */
    private static final String WHOLE_FIXED = WHOLE + "memory: {kind: fixed, latency: 80 ns}\n";

    /** Half of the pages that are gone through have room. */
    private static final String SCARCE = "os: {memory: 32 MiB}\n";

    /** Each page is touched for the first time. */
    private static final String FIRST_TOUCHES = "program: {kind: stride, stride: 4 KiB, footprint: 2 GiB}";

    /** Pages that have been written, and swapped out once, are gone through; they are clean when it is their turn to go. */
    private static final String SWAPPED_PAGES = "phases: [{references: 16384, program: {kind: stride, stride: 4 KiB,"
            + " footprint: 64 MiB, stores: 100 %}}, {references: 10000000, program: {kind: stride, stride: 4 KiB, footprint: 64 MiB}}]";

    /** Picoseconds that a reference takes at least, of a core of width 4 at 4 GHz. */
    private static final long QUARTER_CYCLE = 62;

    // Millions a second.
    private static final double A_MILLION_IN_TWO_MINUTES = 1.0 / 120;
    private static final double A_MILLION_IN_A_MINUTE = 1.0 / 60;

    /** Picoseconds that a fault takes at least. */
    private static final long FAULT = 200_000;

    private static final String RANDOM = "uniform, footprint: 1 GiB, access: 64 B";

    private Cases() {}

    static List<Case> all() {
        return List.of(
                onDesktop(
                        "16 KiB random, half of it stores", 30, "uniform, footprint: 16 KiB, stores: 50 %", 12_000_000),
                onDesktop("1 GiB, 8 B after 8 B", 25, "stride, stride: 8 B, footprint: 1 GiB", 12_000_000),
                onDesktop("1 MiB random", 0, "uniform, footprint: 1 MiB", 4_000_000),
                onDesktop("16 MiB random", 1.5, "uniform, footprint: 16 MiB", 1_200_000),
                onDesktop("1 GiB random", 0.8, "uniform, footprint: 1 GiB", 750_000),
                translated(
                        "16 KiB random, half of it stores", 20, "uniform, footprint: 16 KiB, stores: 50 %", 12_000_000),
                translated("16 MiB random", 1, "uniform, footprint: 16 MiB", 900_000),
                onDesktop("1 GiB pointer chase", 0, "pointer-chase, footprint: 1 GiB", 750_000),
                changed("in order", IN_ORDER),
                changed("links: always", EVENTS),
                changed("memory of one latency", FIXED),
                requests("random, 1 rank", 1, MEMORY, RANDOM, 900_000),
                requests("random, 2 ranks", 1, TWO_RANKS, RANDOM, 900_000),
                requests("random, one in 200 cycles", 5, MEMORY, RANDOM + ", gap: 199 instructions", 3_000_000),
                requests("sequential", 0, MEMORY, "stride, stride: 64 B, footprint: 1 GiB, access: 64 B", 2_000_000),
                faults("minor faults", A_MILLION_IN_TWO_MINUTES, WHOLE, FIRST_TOUCHES),
                faults("minor faults, memory of one latency", A_MILLION_IN_A_MINUTE, WHOLE_FIXED, FIRST_TOUCHES),
                faults("major faults", A_MILLION_IN_TWO_MINUTES, WHOLE + SCARCE, SWAPPED_PAGES),
                faults(
                        "major faults, memory of one latency",
                        A_MILLION_IN_A_MINUTE,
                        WHOLE_FIXED + SCARCE,
                        SWAPPED_PAGES));
    }

    private static Case of(String name, double goal, String machine, String program, long window) {
        return new Case(name, goal, machine, "program: {kind: " + program + "}", window, QUARTER_CYCLE);
    }

    private static Case faults(String name, double goal, String machine, String process) {
        return new Case(name, goal, machine, process, 100_000, FAULT);
    }

    private static Case onDesktop(String name, double goal, String program, long window) {
        return of(name, goal, DESKTOP, program, window);
    }

    private static Case translated(String what, double goal, String program, long window) {
        return of(what + ", translated", goal, WHOLE, program, window);
    }

    private static Case changed(String what, String machine) {
        return of("1 GiB random, " + what, 0, machine, "uniform, footprint: 1 GiB", 750_000);
    }

    private static Case requests(String name, double goal, String machine, String program, long window) {
        return of("DRAM alone, " + name, goal, machine, program, window);
    }
}
