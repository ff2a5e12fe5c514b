package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Upper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Which version of each line is where. No request carries data; so whoever stands between two levels carries the number of the last store from
 * one to the other, as fills, write-backs, recalls and devices would carry the bytes.
 */
public final class Versions {
    static final int LINE = 64;

    private final Devices devices;

    /** The number of the last store to each line. */
    private final Map<Long, Long> newest = new HashMap<>();

    private long stamps;

    /** What recalls have brought to the directory, which sends it down. */
    public final Copies recalled = new Copies();

    /** What devices bring to lines, and what they take from them. */
    public interface Devices {
        /** Returns the version that a request of a device writes into a line. */
        long brings(MemoryRequest request, long line);

        /** A request of a device has read a version of a line. */
        void takes(MemoryRequest request, long line, long version);
    }

    /** Of lines that devices write as cores do, each time anew. */
    Versions() {
        devices = new Devices() {
            @Override
            public long brings(MemoryRequest request, long line) {
                return newest.merge(line, 1L, Long::sum);
            }

            @Override
            public void takes(MemoryRequest request, long line, long version) {
                // Whoever sent the request looks for itself.
            }
        };
    }

    /** Of lines whose stores are numbered elsewhere. */
    public Versions(Devices devices) {
        this.devices = devices;
    }

    long newest(long line) {
        return newest.getOrDefault(line, 0L);
    }

    /** What one place holds; what it has dropped in silence it may still name, for it then fetches the line again before it answers. */
    public final class Copies {
        private final Map<Long, Long> versions = new HashMap<>();
        private final Map<Long, Long> written = new HashMap<>();

        public long read(long line) {
            return Objects.requireNonNull(versions.get(line), "answered from nothing: line " + line);
        }

        long readOr(long line, long otherwise) {
            return versions.getOrDefault(line, otherwise);
        }

        public void write(long line, long version) {
            versions.put(line, version);
            written.put(line, ++stamps);
        }

        /** A store. */
        void store(long line) {
            newest.merge(line, 1L, Long::sum);
            write(line, newest(line));
        }

        /** A fill that was asked for at a stamp; what was written since is newer than what it brings. */
        void fill(long line, long version, long asked) {
            if (written.getOrDefault(line, 0L) <= asked || !versions.containsKey(line)) {
                versions.put(line, version);
            }
        }

        /** What was written is below now: a fill under way brings it, or what is newer. */
        void giveAway(long line) {
            written.remove(line);
        }

        void drop(long line) {
            versions.remove(line);
        }
    }

    /** What stands between two places. */
    public final class Between implements MemoryLevel, Requester, Cancels {
        private final Copies above;
        private final Copies lower;
        private final MemoryLevel level;
        private final Map<MemoryRequest, Requester> told = new HashMap<>();
        private final Map<MemoryRequest, Long> asked = new HashMap<>();

        public Between(Copies above, Copies lower, MemoryLevel level) {
            this.above = above;
            this.lower = lower;
            this.level = level;
        }

        @Override
        public long access(MemoryRequest request) {
            asked.put(request, stamps);
            told.put(request, request.requester());
            request.requester(this);
            if (request.type == AccessType.DMA_WRITE && above == recalled) {
                lines(request, line -> lower.write(line, devices.brings(request, line)));
            }
            long time = level.access(request);
            boolean fromDirectory = request.owner() instanceof DirectoryLine;
            if (request.type.bringsDataDown() && (above != recalled || fromDirectory)) {
                lines(request, line -> lower.write(line, above.read(line)));
            }
            if (time != PENDING) {
                answered(request);
            }
            return time;
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            answered(request).completed(request, time);
        }

        private Requester answered(MemoryRequest request) {
            long since = Objects.requireNonNull(asked.remove(request));
            if (request.type.bringsDataUp() && above != recalled) {
                lines(request, line -> above.fill(line, lower.readOr(line, 0), since));
            } else if (request.type == AccessType.DMA_READ) {
                lines(request, line -> devices.takes(request, line, lower.readOr(line, 0)));
            }
            return release(request);
        }

        private Requester release(MemoryRequest request) {
            Requester next = Objects.requireNonNull(told.remove(request));
            request.requester(next);
            return next;
        }

        @Override
        public boolean cancel(MemoryRequest request) {
            boolean cancelled = level instanceof Cancels queue && queue.cancel(request);
            if (cancelled) {
                asked.remove(request);
                release(request);
            }
            return cancelled;
        }

        @Override
        public boolean keeps(MemoryRequest request) {
            return level instanceof Cancels queue && queue.keeps(request);
        }
    }

    /** A cache as it is recalled: the data that comes goes to a place below. */
    public static final class Above implements Upper {
        private final Upper cache;
        private final Copies copies;
        private final Copies lower;

        public Above(Upper cache, Copies copies, Copies lower) {
            this.cache = cache;
            this.copies = copies;
            this.lower = lower;
        }

        @Override
        public long recall(long address, Recall how, long time) {
            long line = address / LINE;
            long answer = cache.recall(address, how, time);
            if (answer < 0) {
                lower.write(line, copies.read(line));
            }
            if (how == Recall.INVALIDATE) {
                copies.drop(line);
            } else {
                copies.giveAway(line);
            }
            return answer;
        }

        @Override
        public boolean holds(long address) {
            return cache.holds(address);
        }
    }

    private static void lines(MemoryRequest request, LongConsumer each) {
        for (long line = request.physicalAddress / LINE; line * LINE < request.physicalAddress + request.size; line++) {
            each.accept(line);
        }
    }
}
