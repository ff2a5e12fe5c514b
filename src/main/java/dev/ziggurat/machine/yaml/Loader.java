package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.List;

/** Reads a file and what it rests on: the files that it extends and the presets that it names. */
final class Loader {
    static final String EXTENDS = "extends";
    private static final int DEEPEST = 32;

    private final Problems problems;

    Loader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Returns the tree of a file, laid over those that it extends, abbreviations spelt out.
     *
     * @param folder the packed folder of what it may extend by a bare name
     */
    Node load(Source source, Layer layer, Keyed shape, String folder) {
        return load(source, layer, shape, folder, List.of());
    }

    private Node load(Source source, Layer layer, Keyed shape, String folder, List<Source> above) {
        if (!(YamlParser.parse(source, layer) instanceof Node.Mapping whole)) {
            Problem problem =
                    new Problem(source.name(), 1, 1, "", "", "a configuration is a map of keys, 'key: value'");
            throw new ConfigException(problem);
        }
        List<String> aside = new ArrayList<>(List.of(EXTENDS));
        // Top-level keys that begin with x- hold anchors and mean nothing by themselves.
        whole.entries().keySet().stream().filter(key -> key.startsWith("x-")).forEach(aside::add);
        Node own = shape.expand(Spot.root(whole.without(aside)), this);
        Node base = whole.value(EXTENDS);
        if (base == null) {
            return own;
        }
        List<Source> chain = new ArrayList<>(above);
        chain.add(source);
        Layer below = layer == Layer.PRESET ? Layer.PRESET : Layer.EXTENDS;
        return shape.merge(load(base(base, source, folder, chain), below, shape, folder, chain), own);
    }

    private static Source base(Node reference, Source source, String folder, List<Source> chain) {
        try {
            if (!(reference instanceof Node.Scalar)) {
                throw new IllegalArgumentException("a file extends one other, for example './base.yaml' or 'desktop'");
            }
            Source base = source.referred(reference.text(), folder);
            if (chain.size() >= DEEPEST || chain.stream().anyMatch(base::sameAs)) {
                throw new IllegalArgumentException("the files extend each other in a circle");
            }
            return base;
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new ConfigException(Problem.at(reference.origin(), EXTENDS, reference.text(), rule));
        }
    }

    /** Returns the tree of a preset; if there is none, that is a problem and the name stays. */
    Node preset(Spot spot, Node.Scalar name, String folder, RecordShape shape) {
        try {
            Source source = name.origin().source().referred(name.text(), folder);
            return load(source, Layer.PRESET, shape, folder);
        } catch (IllegalArgumentException e) {
            problems.add(spot, String.valueOf(e.getMessage()));
            return name;
        }
    }
}
