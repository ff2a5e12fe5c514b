package dev.ziggurat.machine.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which plug-ins there are, and which records are found as presets by a bare name. */
public final class Registry {
    private final Map<Class<?>, Catalog<?>> catalogs = new LinkedHashMap<>();
    private final Map<Class<?>, String> presets = new LinkedHashMap<>();

    /** Opens the catalog of an interface. */
    public <T> Catalog<T> catalog(String thing, Class<T> type) {
        Catalog<T> catalog = new Catalog<>(thing, type);
        catalogs.put(type, catalog);
        return catalog;
    }

    /**
     * Lets a bare name stand for a record of this class.
     *
     * @param folder the packed folder of the files, {@code configs/dram}
     */
    public void preset(Class<? extends Record> type, String folder) {
        presets.put(type, folder);
    }

    /** Returns all catalogs in the order in which they were opened. */
    public List<Catalog<?>> catalogs() {
        return List.copyOf(catalogs.values());
    }

    @Nullable
    Catalog<?> of(Class<?> type) {
        return catalogs.get(type);
    }

    @Nullable
    String presets(Class<?> type) {
        return presets.get(type);
    }
}
