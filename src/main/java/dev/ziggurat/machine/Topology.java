package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Serves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which level lies above and below which, by name; sound once {@link MachineCheck} has found no fault in it. */
public final class Topology {
    /** The name of what lies below the last cache. */
    public static final String MEMORY = "memory";

    private final Map<String, CacheSpec> caches;

    public Topology(Map<String, CacheSpec> caches) {
        this.caches = caches;
    }

    /** Returns the first level that serves a stream; null if the stream goes to memory. */
    public @Nullable String first(Serves stream) {
        for (Map.Entry<String, CacheSpec> cache : caches.entrySet()) {
            List<Serves> serves = cache.getValue().serves();
            if (serves != null && serves.contains(stream)) {
                return cache.getKey();
            }
        }
        return null;
    }

    /** Returns the caches from a level down to memory, itself first. Ends before a name that is no cache or came already. */
    public List<String> pathDown(String from) {
        List<String> path = new ArrayList<>();
        CacheSpec cache = caches.get(from);
        String name = from;
        while (cache != null && !path.contains(name)) {
            path.add(name);
            name = cache.below();
            cache = caches.get(name);
        }
        return path;
    }

    /** Returns the caches that a load may pass, from the first level that serves data down to memory; none if data goes to memory at once. */
    public List<String> dataPath() {
        String first = first(Serves.DATA);
        return first == null ? List.of() : pathDown(first);
    }

    /** Returns the caches whose misses go to a level, in the order of the file. */
    public List<String> above(String level) {
        List<String> above = new ArrayList<>();
        caches.forEach((name, cache) -> {
            if (cache.below().equals(level)) {
                above.add(name);
            }
        });
        return above;
    }

    /** Returns the first level that all cores share and that every cache leads to; memory is the last. */
    public String home() {
        List<List<String>> paths = new ArrayList<>();
        caches.forEach((name, cache) -> {
            if (cache.serves() != null) {
                paths.add(pathDown(name));
            }
        });
        for (String name : paths.isEmpty() ? List.<String>of() : paths.get(0)) {
            CacheSpec cache = caches.get(name);
            if (cache != null && cache.shared() && paths.stream().allMatch(path -> path.contains(name))) {
                return name;
            }
        }
        return MEMORY;
    }

    /** Whether a cache lies above the level where all caches meet. */
    public boolean aboveHome(String cache) {
        return !pathDown(home()).contains(cache);
    }

    /**
     * Returns the level from whose load-to-use a level's own is counted: the one above it on the path of data, or the first above it if
     * data does not pass here; null for a first level.
     */
    public @Nullable String upstream(String level) {
        List<String> above = above(level);
        List<String> path = dataPath();
        for (String name : above) {
            if (path.contains(name)) {
                return name;
            }
        }
        return above.isEmpty() ? null : above.get(0);
    }
}
