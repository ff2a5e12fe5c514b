package dev.ziggurat.machine.yaml;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one kind of file into its record.
 *
 * @param <T> the record
 */
public final class ConfigReader<T extends Record> {
    private final Class<T> type;
    private final RecordShape shape;
    private final String folder;

    /** What was read last: the points of a sweep are read one after the other and have much in common. */
    private volatile @Nullable Base<T> last;

    /**
     * A file that was read, with what the command line lays over it.
     *
     * @param tree without the values of a sweep
     * @param swept the values of a sweep that were laid over it last
     * @param config with them
     */
    private record Base<T>(Source source, List<Setting> set, Node tree, List<Setting> swept, Config<T> config) {
        boolean is(Source other, List<Setting> settings) {
            return source == other && set.equals(settings);
        }
    }

    /**
     * Makes a reader.
     *
     * @param type the record of a whole file
     * @param registry the plug-ins
     * @param folder the packed folder of what a file may extend by a bare name, {@code configs/machines}
     */
    public ConfigReader(Class<T> type, Registry registry, String folder) {
        this.type = type;
        this.folder = folder;
        shape = new Shapes(registry).record(type);
    }

    /**
     * Reads a file with settings laid over it, first those of the command line, then those of a sweep.
     *
     * @throws ConfigException with everything that is wrong
     */
    public Config<T> read(Source source, List<Setting> settings) {
        List<Setting> set = of(Layer.SET, settings);
        List<Setting> swept = of(Layer.SWEEP, settings);
        Base<T> known = last;
        Base<T> same = known != null && known.is(source, set) ? known : null;
        if (same != null && same.swept.equals(swept)) {
            return same.config;
        }
        Problems problems = new Problems();
        Loader loader = new Loader(problems);
        Node base =
                same != null ? same.tree : with(loader.load(source, Layer.FILE, shape, folder), set, loader, problems);
        Node tree = with(base, swept, loader, problems);
        Object spec = shape.bind(Spot.root(tree), problems);
        problems.refuse();
        T bound = type.cast(Objects.requireNonNull(spec));
        Config<T> config = new Config<>(bound, tree, shape.unbind(bound, tree));
        last = new Base<>(source, set, base, swept, config);
        return config;
    }

    private static List<Setting> of(Layer layer, List<Setting> settings) {
        return settings.stream()
                .filter(setting -> setting.origin().layer() == layer)
                .toList();
    }

    private Node with(Node base, List<Setting> settings, Loader loader, Problems problems) {
        Node tree = base;
        for (Setting setting : settings) {
            tree = with(tree, setting, loader, problems);
        }
        return tree;
    }

    private Node with(Node tree, Setting setting, Loader loader, Problems problems) {
        try {
            return shape.put(Spot.root(tree), setting, 0, loader);
        } catch (ConfigException e) {
            problems.add(e);
            return tree;
        }
    }

    /** Writes what a file of this kind may hold: the keys of the record, {@code extends}, and keys {@code x-...} that mean nothing. */
    public ObjectNode schema(Schema schema) {
        ObjectNode keys = shape.keys(schema, Schema.part());
        keys.set(
                Loader.EXTENDS,
                Schema.described(
                        Schema.named(folder), "the file that this one changes: the name of one that ships, or a path"));
        ObjectNode map = RecordShape.map(keys, Sentences.of(type));
        map.putObject("patternProperties").putObject("^x-").put("description", "means nothing: a place for anchors");
        return map;
    }

    /** Returns the packed folder of the presets. */
    public String folder() {
        return folder;
    }
}
