package dev.ziggurat.machine.yaml;

import java.util.List;
import java.util.Objects;
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
        Problems problems = new Problems();
        Loader loader = new Loader(problems);
        Node tree = loader.load(source, Layer.FILE, shape, folder);
        for (Layer layer : List.of(Layer.SET, Layer.SWEEP)) {
            for (Setting setting : settings) {
                if (setting.origin().layer() == layer) {
                    tree = with(tree, setting, loader, problems);
                }
            }
        }
        Object spec = shape.bind(Spot.root(tree), problems);
        problems.refuse();
        T bound = type.cast(Objects.requireNonNull(spec));
        return new Config<>(bound, tree, shape.unbind(bound, tree));
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
