package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes a tree of one YAML 1.2 document from the library's events, so that every node keeps its place, all duplicate keys are told and
 * neither deep nesting nor aliases of aliases can hurt. An alias is its anchor's node; {@code <<} takes a map's missing keys from others.
 */
public final class YamlParser {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final int DEEPEST = 64;
    private static final long MOST_NODES = 100_000;

    private final Source source;
    private final Layer layer;
    private final Problems problems = new Problems();
    private final Map<String, Node> anchors = new HashMap<>();
    private final Iterator<Event> events;
    private final String text;
    private int depth;

    /** The keys and positions that lead to the node being read. */
    private final List<String> path = new ArrayList<>();

    private YamlParser(Source source, Layer layer, String text) {
        this.source = source;
        this.layer = layer;
        this.text = text;
        LoadSettings settings =
                LoadSettings.builder().setLabel(source.name()).setUseMarks(true).build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * Reads the one document of a source.
     *
     * @throws ConfigException with every duplicate key, or with the first error of syntax
     */
    public static Node parse(Source source, Layer layer) {
        Node part = source.part();
        if (part != null) {
            return part;
        }
        return parse(source, layer, source.read());
    }

    /** Reads a value of the command line: a scalar or flow style. */
    static Node parse(Source source, Layer layer, String text) {
        YamlParser parser = new YamlParser(source, layer, text);
        try {
            Node root = parser.document();
            parser.problems.refuse();
            return root;
        } catch (MarkedYamlEngineException e) {
            parser.problems.add(parser.syntax(e));
        } catch (YamlEngineException | NoSuchElementException e) {
            parser.problems.add(parser.failure(1, 1, "", "no YAML: " + e.getMessage()));
        }
        throw new ConfigException(parser.problems.list());
    }

    private Node document() {
        events.next(); // stream start
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw failure(1, 1, "", "the file is empty; a configuration is a map of keys");
        }
        Node root = node(events.next());
        events.next(); // document end
        Event more = events.next();
        if (more.getEventId() != Event.ID.StreamEnd) {
            Origin second = origin(more);
            throw failure(second.line(), second.column(), "---", "a second document begins; a file holds one");
        }
        return root;
    }

    private Node node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        if (++depth > DEEPEST) {
            throw at(event, "", "nested more than " + DEEPEST + " deep");
        }
        Node node;
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar, scalar.getTag());
            node = new Node.Scalar(origin(event), isNull(scalar) ? null : scalar.getValue());
        } else if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence, sequence.getTag());
            node = sequence(event);
        } else if (event instanceof MappingStartEvent mapping) {
            refuseTag(mapping, mapping.getTag());
            node = mapping(event);
        } else {
            throw at(event, "", "a value is missing");
        }
        depth--;
        if (node.count() > MOST_NODES) {
            throw tooMany(event, "");
        }
        if (event instanceof NodeEvent named) {
            named.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        }
        return node;
    }

    private Node below(String key, Event event) {
        path.add(key);
        Node node = node(event);
        path.remove(path.size() - 1);
        return node;
    }

    private Node aliased(AliasEvent event) {
        Anchor anchor = event.getAlias();
        Node node = anchors.get(anchor.getValue());
        if (node == null) {
            throw at(event, "*" + anchor.getValue(), "no anchor '&" + anchor.getValue() + "' ends above this line");
        }
        return node;
    }

    private void refuseTag(NodeEvent event, Optional<String> tag) {
        if (tag.isPresent() && !"!".equals(tag.get())) {
            problems.add(at(event, tag.get(), "a tag has no meaning here; leave it out"));
        }
    }

    private static boolean isNull(ScalarEvent scalar) {
        return scalar.isPlain() && NULLS.contains(scalar.getValue());
    }

    private Node sequence(Event start) {
        List<Node> items = new ArrayList<>();
        long nodes = 1;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Node item = below(String.valueOf(items.size()), event);
            nodes += item.count();
            if (nodes > MOST_NODES) {
                throw tooMany(event, item.origin().line() == 0 ? "" : aliasName(event));
            }
            items.add(item);
        }
        return new Node.Sequence(origin(start), items);
    }

    private Node mapping(Event start) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        long nodes = 1;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            String key = key(event);
            Origin place = origin(event);
            Event first = events.next();
            Node value = below(key, first);
            nodes += value.count();
            if (nodes > MOST_NODES) {
                throw tooMany(first, aliasName(first));
            }
            if ("<<".equals(key) && event instanceof ScalarEvent plain && plain.isPlain()) {
                merged.add(value);
                continue;
            }
            Node.Entry before = entries.putIfAbsent(key, new Node.Entry(place, value));
            if (before != null) {
                problems.add(
                        place,
                        Spot.join(String.join(".", path), key),
                        value.text(),
                        "duplicate key; it is given in line " + before.key().line() + " already");
            }
        }
        merged.forEach(other -> merge(entries, other));
        return new Node.Mapping(origin(start), entries);
    }

    private String key(Event event) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw at(event, "", "a key is one word; quote text that begins with { [ * &");
        }
        refuseTag(scalar, scalar.getTag());
        if (scalar.getAnchor().isPresent()) {
            throw at(event, scalar.getValue(), "an anchor stands before a value, not before a key");
        }
        return scalar.getValue();
    }

    /** Takes over the keys that are not there yet, from one map or from several, the first before the others. */
    private void merge(Map<String, Node.Entry> entries, Node other) {
        if (other instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entries::putIfAbsent);
        } else if (other instanceof Node.Sequence several
                && several.items().stream().allMatch(Node.Mapping.class::isInstance)) {
            several.items().forEach(item -> merge(entries, item));
        } else {
            problems.add(
                    other.origin(), "<<", other.text(), "'<<' takes a map or a list of maps, for example '<<: *name'");
        }
    }

    private static String aliasName(Event event) {
        return event instanceof AliasEvent alias ? "*" + alias.getAlias().getValue() : "";
    }

    private ConfigException tooMany(Event event, String value) {
        return at(
                event, value, "more than " + MOST_NODES + " values once every alias is written out; use fewer aliases");
    }

    private Origin origin(Event event) {
        if (layer == Layer.SET) {
            return new Origin(layer, source, 0, 0);
        }
        Mark mark = event.getStartMark().orElseThrow();
        return new Origin(layer, source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private ConfigException at(Event event, String value, String rule) {
        Origin origin = origin(event);
        return failure(origin.line(), origin.column(), value, rule);
    }

    private ConfigException failure(int line, int column, String value, String rule) {
        Origin origin = layer == Layer.SET ? new Origin(layer, source, 0, 0) : new Origin(layer, source, line, column);
        return new ConfigException(Problem.at(origin, "", value, rule));
    }

    private ConfigException syntax(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        List<String> lines = text.lines().toList();
        for (int tabbed = Math.max(0, line - 1); tabbed <= line && tabbed < lines.size(); tabbed++) {
            if (lines.get(tabbed).matches("\\s*\\t.*")) {
                return failure(tabbed + 1, 1, lines.get(tabbed).strip(), "a tab cannot indent YAML; use spaces");
            }
        }
        String here = line < lines.size() ? lines.get(line).strip() : "";
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return failure(line + 1, column + 1, here, "no YAML: " + e.getProblem() + context);
    }
}
