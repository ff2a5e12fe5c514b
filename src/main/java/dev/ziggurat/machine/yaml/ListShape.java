package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A list of values of one shape; where single values are listed, one of them may stand without brackets. */
final class ListShape implements Shape {
    private final Shape element;

    ListShape(Shape element) {
        this.element = element;
    }

    @Override
    public String example() {
        return "[" + element.example() + "]";
    }

    @Override
    public ObjectNode schema(Schema schema) {
        ObjectNode list = Schema.typed("array");
        list.set("items", element.schema(schema));
        return element instanceof Keyed ? list : Schema.anyOf(List.of(list, element.schema(schema)));
    }

    @Override
    public Node expand(Spot spot, Loader loader) {
        if (spot.node() instanceof Node.Scalar one && !one.absent() && !(element instanceof Keyed)) {
            return new Node.Sequence(one.origin(), List.of(one));
        }
        if (!(spot.node() instanceof Node.Sequence list)) {
            return spot.node();
        }
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            items.add(element.expand(item(spot, list, i), loader));
        }
        return new Node.Sequence(list.origin(), items);
    }

    /** An element is known by its {@code name}, one without a name by its position from 0. */
    private static Spot item(Spot spot, Node.Sequence list, int index) {
        Node item = list.items().get(index);
        String name = nameOf(item);
        return new Spot(Spot.join(spot.path(), name == null ? String.valueOf(index) : name), item.origin(), item);
    }

    /** Returns the element that a path calls by this name; null if there is none. */
    static @Nullable Spot element(Spot spot, Node.Sequence list, String name) {
        for (int i = 0; i < list.items().size(); i++) {
            Spot item = item(spot, list, i);
            if (item.path().equals(Spot.join(spot.path(), name))) {
                return item;
            }
        }
        return null;
    }

    private static @Nullable String nameOf(Node item) {
        Node name = item instanceof Node.Mapping map ? map.value("name") : null;
        return name instanceof Node.Scalar scalar ? scalar.written() : null;
    }

    @Override
    public Node into(Spot spot, Setting setting, int step, Loader loader) {
        String wanted = setting.steps().get(step);
        Node.Sequence list =
                spot.node() instanceof Node.Sequence here ? here : new Node.Sequence(setting.origin(), List.of());
        List<String> names = new ArrayList<>();
        List<Node> items = new ArrayList<>(list.items());
        for (int i = 0; i < items.size(); i++) {
            String name = nameOf(items.get(i));
            names.add(name == null ? String.valueOf(i) : name);
        }
        int index = names.indexOf(wanted);
        if (index < 0) {
            throw setting.refused("no such path: no element of '" + spot.path() + "' has the name '" + wanted + "'; "
                    + Words.hint(wanted, names));
        }
        items.set(index, element.put(item(spot, list, index), setting, step + 1, loader));
        return new Node.Sequence(list.origin(), items);
    }

    @Override
    public @Nullable Object bind(Spot spot, Problems problems) {
        if (!(spot.node() instanceof Node.Sequence list)) {
            problems.add(spot, "a list stands here, for example " + example());
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Spot item = item(spot, list, i);
            if (item.node().absent()) {
                problems.add(item, "an element of a list is empty");
                continue;
            }
            Object value = element.bind(item, problems);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == list.items().size() ? List.copyOf(values) : null;
    }

    @Override
    public Node unbind(Object value, @Nullable Node given) {
        List<?> values = (List<?>) value;
        List<Node> written = given instanceof Node.Sequence list ? list.items() : List.of();
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            items.add(element.unbind(
                    Objects.requireNonNull(values.get(i)), written.size() == values.size() ? written.get(i) : null));
        }
        return new Node.Sequence(given == null ? Origin.ofDefault() : given.origin(), items);
    }
}
