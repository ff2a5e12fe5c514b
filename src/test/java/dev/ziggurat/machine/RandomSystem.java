package dev.ziggurat.machine;

import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.machine.yaml.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine with an operating system and several processes a core, drawn from a seed: {@link RandomMachine}'s cores, caches, memory and
 * programs, and little memory, so that pages come and go all the time.
 */
final class RandomSystem {
    private static final Pattern FOOTPRINT = Pattern.compile("footprint: (\\d+) B");
    private static final int HUGE = 512;

    private final SplittableRandom random;
    private final Path folder;
    private final long seed;
    private final StringBuilder machine = new StringBuilder();
    private final StringBuilder workload = new StringBuilder("workload: drawn\nprocesses:\n");
    private boolean alone;
    private boolean shares;
    private boolean huge;
    private int cores;
    private int threads;

    /** Whether no process ends before its references are done. */
    private boolean sure = true;

    private int least = Integer.MAX_VALUE;

    private RandomSystem(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
        random = new SplittableRandom(seed);
    }

    /**
     * Draws any system that a machine file may describe.
     *
     * @param folder where its scripts and traces are written
     */
    static Drawn any(long seed, Path folder) {
        return new RandomSystem(seed, folder).draw();
    }

    /** Draws a system of one process on one in-order core with blocking stores; see {@link RandomMachine#blocking}. */
    static Drawn blocking(long seed, Path folder) {
        RandomSystem system = new RandomSystem(seed, folder);
        system.alone = true;
        return system.draw();
    }

    /** Draws a system whose processes have several threads on any cores: some are daemons, some move, and some change what others use. */
    static Drawn sharing(long seed, Path folder) {
        RandomSystem system = new RandomSystem(seed, folder);
        system.shares = true;
        return system.draw();
    }

    private Drawn draw() {
        for (long attempt = 0; ; attempt++) {
            long drawn = seed + attempt * 1_000_003;
            Drawn bare = alone ? RandomMachine.blocking(drawn) : RandomMachine.any(drawn);
            machine.setLength(0);
            hardware(bare.machine());
            try {
                RandomMachine.spec(machine
                        + "storage: {s: {device: nvme-mlc}}\nos: {memory: 9 frames, swap: {device: s, size: 4 KiB}}\n");
            } catch (ConfigException e) {
                // No directory can stand before its home.
                continue;
            }
            huge = !alone && random.nextInt(16) == 0;
            processes();
            system();
            // Short if there are others: whoever is done goes on at full speed while they wait for the disk.
            int longest = threads == 1 ? least : 3;
            long warmUp = sure && random.nextInt(3) == 0 ? 1 + random.nextInt(longest) : 0;
            return new Drawn(machine.toString(), workload.toString(), new RunOptions(seed, warmUp, Long.MAX_VALUE));
        }
    }

    /** What is below the operating system: memory has room for it, and addresses are always translated. */
    private void hardware(String bare) {
        List<String> levels = new ArrayList<>(List.of("memory"));
        for (String line : bare.lines().toList()) {
            if (line.startsWith("cores: {count: ")) {
                cores = line.charAt("cores: {count: ".length()) - '0';
            }
            if (line.startsWith("  l")) {
                levels.add(line.substring(2, line.indexOf(':')));
            }
            if (!line.startsWith("translation:")) {
                String roomy = line.replace("size: 1 MiB", "size: 16 MiB");
                if (cores > 1) {
                    roomy = roomy.replace("write-through", "write-back").replace("no-write-allocate", "write-allocate");
                }
                machine.append(roomy).append('\n');
            }
        }
        machine.append("translation: {format: x86-64, walks-enter: " + levels.get(random.nextInt(levels.size()))
                + ", walkers: " + few(3) + ", tags: " + random.nextBoolean() + ", tlbs: {l1i: " + tlb() + ", l1d: "
                + tlb() + (random.nextBoolean() ? ", l2: " + tlb() : "") + "}, walk-caches: {level4: "
                + random.nextInt(3) + ", level3: " + random.nextInt(3) + ", level2: " + random.nextInt(3)
                + ", latency: " + cycles(3) + "}}\n");
    }

    private String tlb() {
        int ways = few(4);
        return "{entries: " + ways * few(4) + ", ways: " + ways + ", latency: " + cycles(3) + "}";
    }

    private void system() {
        boolean swaps = alone || random.nextInt(8) > 0;
        boolean disk = random.nextInt(3) == 0;
        if (swaps || random.nextBoolean()) {
            machine.append("storage: {swapped: {device: " + (disk ? "cheetah-9lp" : "nvme-mlc") + "}}\n");
        }
        int frames = 3 * threads + few(40) + (huge ? HUGE * few(3) : 0);
        String swap = "";
        if (swaps) {
            boolean small = !alone && random.nextInt(4) == 0;
            sure &= !small;
            swap = ", swap: {device: swapped, size: " + 4 * (small ? few(60) : 4096) + " KiB}";
        } else {
            sure = false;
        }
        List<String> policies = new ArrayList<>(List.of("fifo", "lru", "clock", "random"));
        if (threads == 1 && sure) {
            policies.add("opt");
        }
        machine.append("os: {memory: " + frames + " frames" + swap + ", page-replacement: "
                + policies.get(random.nextInt(policies.size())) + ", frames: "
                + List.of("sequential", "random", "buddy").get(random.nextInt(3)) + ", quantum: "
                + (30 + random.nextInt(400)) + " us, accessed-flush: " + (random.nextInt(3) == 0 ? "ipi" : "free")
                + ", costs: {trap: " + cycles(400) + ", minor-fault: " + cycles(1500) + ", major-fault: "
                + cycles(3000) + ", context-switch: " + cycles(2000) + "}}\n");
    }

    private void processes() {
        int most = alone ? 1 : 1 + random.nextInt(3 * cores);
        for (int i = 0; i < most; i++) {
            if (shares) {
                threads("p" + i);
                continue;
            }
            int core = random.nextInt(cores);
            threads++;
            String head = "  - {name: p" + i + ", cores: [" + core + "]";
            if (huge && i == 0) {
                head += ", pages: 2 MiB";
                sure = false;
            }
            int kind = alone ? 9 : random.nextInt(10);
            if (kind == 0) {
                sure = false;
                workload.append(head + ", program: {kind: script, file: " + file("s" + i, script()) + "}}\n");
            } else if (kind == 1) {
                workload.append(head + ", references: " + references()
                        + ", program: {kind: trace, format: pages, on-end: loop, file: " + file("t" + i, pages())
                        + "}}\n");
            } else if (kind == 2) {
                workload.append(head + ", references: " + references()
                        + ", program: {kind: trace, format: lackey, on-end: loop, file: " + file("t" + i, lackey())
                        + "}}\n");
            } else {
                generator(head);
            }
        }
    }

    private void threads(String name) {
        int count = 1 + random.nextInt(4);
        boolean races = random.nextInt(3) == 0;
        sure &= !races;
        workload.append("  - {name: " + name + ", references: " + references() + ", threads: [");
        for (int i = 0; i < count; i++) {
            threads++;
            boolean moves = cores > 1 && random.nextInt(3) == 0;
            int core = random.nextInt(cores);
            String head = "{name: t" + i + ", cores: [" + core + (moves ? ", " + (core + 1) % cores : "") + "]"
                    + (moves ? ", migrate: " + (20 + random.nextInt(300)) + " us" : "")
                    + (i > 0 && random.nextInt(4) == 0 ? ", daemon: true" : "");
            boolean script = races && random.nextBoolean();
            workload.append(i == 0 ? "" : ", ")
                    .append(head)
                    .append(script ? ", program: {kind: script, file: " + file(name + i, race()) + "}}" : program());
        }
        workload.append("]}\n");
    }

    /** An area that comes, changes and goes while other threads may use it, or have asked for it. */
    private String race() {
        StringBuilder text = new StringBuilder();
        int steps = few(150);
        for (int step = 0; step < steps; step++) {
            String address = "0x" + Integer.toHexString(0x5000_0000 + 4096 * random.nextInt(8));
            switch (random.nextInt(20)) {
                case 0 -> text.append("call munmap " + address + " " + 4096 * few(3) + "\n");
                case 1, 2 -> text.append("call mprotect " + address + " 8192 " + (random.nextInt(8) | 3) + "\n");
                case 3, 4, 5 -> text.append("call mmap " + address + " " + 4096 * few(6) + " 7\n");
                default ->
                    text.append(List.of("load", "store", "modify").get(random.nextInt(3)) + " 0x"
                            + Integer.toHexString(0x1000_0000 + random.nextInt(4096)) + " " + few(16) + "\n");
            }
            if (random.nextInt(4) == 0) {
                text.append("call mmap 0x50000000 32768 7\nstore " + address + "\n");
            }
        }
        return text.toString();
    }

    private int references() {
        int references = 20 + random.nextInt(150);
        least = Math.min(least, references);
        return references;
    }

    /** Takes a process of a machine that has no operating system, and makes it touch more pages. */
    private void generator(String head) {
        long drawn = random.nextLong();
        String start = random.nextInt(3) == 0 ? ", start: " + random.nextInt(300) + " us" : "";
        String program = program(drawn);
        workload.append(head + start + ", references: " + references() + program + "\n");
    }

    private String program() {
        return program(random.nextLong());
    }

    private String program(long drawn) {
        String bare = (alone ? RandomMachine.blocking(drawn) : RandomMachine.any(drawn)).workload();
        String line =
                bare.lines().filter(each -> each.startsWith("  - ")).findFirst().orElseThrow();
        String program = line.substring(Math.max(line.indexOf(", program: "), line.indexOf(", phases: ")));
        int times = 1 << random.nextInt(6);
        Matcher matcher = FOOTPRINT.matcher(program);
        return matcher.replaceAll(found -> "footprint: " + times * Long.parseLong(found.group(1)) + " B");
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve("x" + seed + name + ".txt"), text)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String pages() {
        StringBuilder text = new StringBuilder();
        int pages = 1 + few(40);
        for (int i = 0; i < 100; i++) {
            text.append(random.nextInt(pages)).append(random.nextBoolean() ? " R\n" : " W\n");
        }
        return text.toString();
    }

    private String lackey() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String kind = List.of("I  ", " L ", " S ", " M ").get(random.nextInt(4));
            int size = 1 + random.nextInt(16);
            text.append(String.format(Locale.ROOT, "%s%x,%d%n", kind, 0x400000 + random.nextInt(200_000), size));
        }
        return text.toString();
    }

    /** Areas come, change and go, and are used meanwhile; now and then what is not allowed. */
    private String script() {
        StringBuilder text = new StringBuilder();
        int areas = few(3);
        for (int area = 0; area < areas; area++) {
            text.append("a" + area + " = call mmap 0 " + 4096 * (1 + random.nextInt(12)) + " 7\n");
        }
        int steps = few(120);
        for (int step = 0; step < steps; step++) {
            String area = "a" + random.nextInt(areas);
            switch (random.nextInt(40)) {
                case 0 -> text.append("call munmap " + area + " " + 4096 * few(4) + "\n");
                case 1, 2 -> text.append("call mprotect " + area + " 4096 " + random.nextInt(8) + "\n");
                case 3 -> text.append("b = call mmap 0 8192 3\nstore b+4100\ncall munmap b 8192\n");
                default ->
                    text.append(List.of("load", "load", "store", "store", "modify", "fetch")
                                    .get(random.nextInt(6)) + " " + area + "+" + random.nextInt(3 * 4096) + " "
                            + few(16) + "\n");
            }
        }
        return text.append(random.nextBoolean() ? "call exit\n" : "").toString();
    }

    private String cycles(int most) {
        return random.nextInt(most) + " cycles";
    }

    /** From 1 to {@code most}, the small ones more often. */
    private int few(int most) {
        return 1 + random.nextInt(1 + random.nextInt(most));
    }
}
