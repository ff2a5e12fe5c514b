package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Directory.Site;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Cores of random programs and a device over a few shared lines, on a random hierarchy; every load and every step is checked. */
final class CoherentRig {
    private static final int LINES = 6;
    private static final int LINE = Versions.LINE;

    final Simulation simulation;
    final Directory directory;
    private final Versions versions = new Versions();
    private final SplittableRandom random;
    private final List<Core> cores = new ArrayList<>();
    private final List<Cache> caches = new ArrayList<>();
    private final Versions.Copies home = versions.new Copies();
    private final Link link;
    private final boolean device;
    private int steps;
    long loads;
    long stores;

    CoherentRig(long seed, int steps) {
        this.steps = steps;
        random = new SplittableRandom(seed);
        simulation = new Simulation(seed);
        MemoryLevel memory = random.nextBoolean()
                ? new LateMemory(simulation, seed)
                : request -> answer(request, request.time + 3_000);
        boolean lastLevel = random.nextInt(3) > 0;
        MemoryLevel level = memory;
        if (lastLevel) {
            Versions.Copies stored = versions.new Copies();
            Cache last = shape().sets(1 + random.nextInt(4)).make(simulation, "llc");
            last.connect(versions.new Between(home, stored, memory));
            level = last;
        }
        Site site = new Site("llc.directory", LINE, lastLevel ? 400 : 0);
        directory = new Directory(simulation, site, versions.new Between(versions.recalled, home, level));
        long width = random.nextInt(3) * 16L;
        link = new Link(simulation, "llc", new LinkTiming(random.nextInt(4) * 250L, width, 250, true), level);
        int count = 2 + random.nextInt(3);
        boolean twoLevels = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            cores.add(new Core(i, twoLevels));
        }
        device = random.nextBoolean();
    }

    private long answer(MemoryRequest request, long time) {
        request.marks.spent(simulation.causes().of("memory"), time);
        return time;
    }

    private TestCaches shape() {
        return new TestCaches()
                .sets(1 + random.nextInt(2))
                .ways(1 + random.nextInt(3))
                .latency(random.nextInt(3) * 300L)
                .fill(random.nextInt(4) == 0 ? 500 : 0)
                .mshrs(1 + random.nextInt(4))
                .buffer(1 + random.nextInt(3));
    }

    /** Runs to the end. */
    void run() {
        cores.forEach(Core::start);
        if (device) {
            new Device().start();
        }
        simulation.engine().run();
        cores.forEach(core -> assertThat(core.underWay).as("left").isEmpty());
        checkCopies();
    }

    /** Describes the directory and the cores' caches, whose laws then hold. */
    void describe(Statistics statistics) {
        directory.describe(statistics);
        caches.forEach(cache -> cache.describe(statistics, "cache", Booking.HARDWARE, List.of()));
    }

    /** One writer, or any number of readers. */
    private void checkCopies() {
        for (long line = 0; line < LINES; line++) {
            int readers = 0;
            int writers = 0;
            for (Core core : cores) {
                readers += core.first.plainHits().find(AccessType.LOAD, line * LINE) >= 0 ? 1 : 0;
                writers += core.first.plainHits().find(AccessType.STORE, line * LINE) >= 0 ? 1 : 0;
            }
            assertThat(writers == 0 || readers == 1)
                    .as("line " + line + ": " + writers + " may write, " + readers + " read")
                    .isTrue();
        }
    }

    private final class Core extends Event implements Requester {
        private final Cache first;
        private final Versions.Copies copies = versions.new Copies();
        private final List<Use> underWay = new ArrayList<>();

        Core(int number, boolean twoLevels) {
            Cache client = shape().make(simulation, "core" + number + ".l2");
            Versions.Copies clientCopies = copies;
            first = twoLevels ? shape().first().make(simulation, "core" + number + ".l1") : client;
            caches.add(client);
            client.keepRights();
            if (twoLevels) {
                caches.add(first);
                first.keepRights();
                clientCopies = versions.new Copies();
                first.connect(versions.new Between(copies, clientCopies, client));
                client.above(new Versions.Above(first, copies, clientCopies));
            }
            Versions.Above seen = new Versions.Above(client, clientCopies, versions.recalled);
            MemoryLevel entrance = directory.entrance(link.above(seen, LINE));
            client.connect(link.port(number, versions.new Between(clientCopies, home, entrance)));
        }

        void start() {
            simulation.engine().schedule(this, random.nextLong(2_000));
        }

        @Override
        protected void fire() {
            int burst = 1 + random.nextInt(4);
            for (int i = 0; i < burst; i++) {
                use();
            }
            checkCopies();
            if (--steps > 0) {
                simulation.engine().schedule(this, simulation.engine().now() + random.nextLong(4_000));
            }
        }

        private void use() {
            long line = random.nextInt(LINES);
            boolean store = random.nextInt(3) == 0;
            AccessType type = store ? AccessType.STORE : AccessType.LOAD;
            if (random.nextInt(4) > 0 && first.plainHits().hits(type, line * LINE)) {
                done(new Use(this, type, line));
            } else if (underWay.size() < 5) {
                Use use = new Use(this, type, line);
                underWay.add(use);
                long time = first.access(use.request);
                if (time != MemoryLevel.PENDING) {
                    finish(use, time);
                }
            }
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            Use use = underWay.stream()
                    .filter(each -> each.request == request)
                    .findAny()
                    .orElseThrow();
            finish(use, time);
        }

        private void finish(Use use, long time) {
            underWay.remove(use);
            if (use.request.marks.size() > 0) {
                use.request.marks.close(time);
            }
            done(use);
        }

        private void done(Use use) {
            if (use.request.type == AccessType.LOAD) {
                loads++;
                assertThat(copies.read(use.line))
                        .as("version of line " + use.line + " that a load sees")
                        .isBetween(use.newest, versions.newest(use.line));
            } else {
                stores++;
                copies.store(use.line);
            }
        }
    }

    /** One load or store, and the newest version of its line when it began. */
    private final class Use {
        private final MemoryRequest request;
        private final long line;
        private final long newest;

        Use(Requester owner, AccessType type, long line) {
            this.line = line;
            request = new MemoryRequest(owner, 0);
            request.type = type;
            request.physicalAddress = line * LINE;
            request.size = type == AccessType.DMA_READ || type == AccessType.DMA_WRITE ? LINE : 8;
            request.time = simulation.engine().now();
            request.marks.begin(request.time);
            newest = versions.newest(line);
        }
    }

    /** Reads and writes lines now and then. */
    private final class Device extends Event implements Requester {
        private final MemoryLevel entrance = directory.devices();
        private final List<Use> underWay = new ArrayList<>();

        void start() {
            simulation.engine().schedule(this, random.nextLong(9_000));
        }

        @Override
        protected void fire() {
            AccessType type = random.nextBoolean() ? AccessType.DMA_READ : AccessType.DMA_WRITE;
            Use use = new Use(this, type, random.nextInt(LINES));
            underWay.add(use);
            assertThat(entrance.access(use.request)).isEqualTo(MemoryLevel.PENDING);
            if (steps > 0) {
                simulation.engine().schedule(this, simulation.engine().now() + random.nextLong(20_000));
            }
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            Use use = underWay.stream()
                    .filter(each -> each.request == request)
                    .findAny()
                    .orElseThrow();
            underWay.remove(use);
            request.marks.close(time);
            if (request.type == AccessType.DMA_READ) {
                assertThat(home.readOr(use.line, 0))
                        .as("version of line " + use.line + " that a device sees")
                        .isBetween(use.newest, versions.newest(use.line));
            }
        }
    }
}
