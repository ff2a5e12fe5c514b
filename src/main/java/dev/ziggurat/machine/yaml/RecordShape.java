package dev.ziggurat.machine.yaml;

import dev.ziggurat.units.SpecException;
import dev.ziggurat.units.Spelling;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A map whose keys are the components of a record. A key that is not given is null for the record's constructor, which fills the default
 * or says that it must be there; a component of a primitive type must be there.
 */
final class RecordShape implements Keyed {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Field> fields;
    private final @Nullable Keyed inline;
    private final @Nullable String presets;

    /**
     * A component.
     *
     * @param key its key
     * @param component the Java side
     * @param shape what may stand there
     */
    private record Field(String key, RecordComponent component, Shape shape) {
        boolean required() {
            return component.getType().isPrimitive();
        }

        boolean isInline() {
            return component.isAnnotationPresent(Inline.class);
        }
    }

    RecordShape(Class<?> type, Shapes shapes, @Nullable String presets) {
        this.type = type;
        this.presets = presets;
        constructor = canonical(type);
        fields = Arrays.stream(type.getRecordComponents())
                .map(component -> field(component, shapes))
                .toList();
        inline = fields.stream()
                .filter(Field::isInline)
                .map(field -> (Keyed) field.shape)
                .findFirst()
                .orElse(null);
    }

    /** Looked up once: a sweep makes a record of each kind for each of its points. */
    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    private static Field field(RecordComponent component, Shapes shapes) {
        Shape shape = shapes.of(component.getGenericType(), component.getName());
        return new Field(Words.key(component.getName()), component, shape);
    }

    private List<String> own() {
        return fields.stream()
                .filter(field -> !field.isInline())
                .map(Field::key)
                .toList();
    }

    @Override
    public String example() {
        if (presets != null && !Packed.names(presets).isEmpty()) {
            return Packed.names(presets).get(0);
        }
        return fields.isEmpty()
                ? "{}"
                : "{" + fields.get(0).key + ": " + fields.get(0).shape.example() + "}";
    }

    @Override
    public ObjectNode schema(Schema schema) {
        return schema.reference(Schema.name(type), type, () -> {
            List<ObjectNode> forms = new ArrayList<>();
            if (presets != null) {
                forms.add(Schema.named(presets));
            }
            ObjectNode keys = keys(schema, Schema.part());
            if (inline instanceof PlugShape plug) {
                forms.addAll(plug.among(schema, keys));
            } else {
                forms.add(map(keys, Sentences.of(type)));
            }
            return forms.size() == 1 ? forms.get(0) : Schema.anyOf(forms);
        });
    }

    /** Writes the keys that are this record's own among others. */
    ObjectNode keys(Schema schema, ObjectNode keys) {
        schema.tells(type);
        for (Field field : fields) {
            if (!field.isInline()) {
                ObjectNode value =
                        field.shape instanceof NodeShape ? schema.freely(field.key) : field.shape.schema(schema);
                keys.set(field.key, Schema.described(value, Sentences.of(type, field.component.getName())));
            }
        }
        return keys;
    }

    /** Returns the part of a map that has these keys and no others. */
    static ObjectNode map(ObjectNode keys, String sentence) {
        ObjectNode map = Schema.described(Schema.typed("object"), sentence);
        map.set("properties", keys);
        return map.put("additionalProperties", false);
    }

    @Override
    public @Nullable Shape child(Node.Mapping node, String key) {
        for (Field field : fields) {
            if (field.key.equals(key) && !field.isInline()) {
                return field.shape;
            }
        }
        return inline == null ? null : inline.child(node, key);
    }

    @Override
    public List<String> known(Node.Mapping node) {
        List<String> known = new ArrayList<>(own());
        if (inline != null) {
            known.addAll(inline.known(node));
        }
        return known;
    }

    @Override
    public Node named(Spot spot, Loader loader) {
        if (presets != null && spot.node() instanceof Node.Scalar name && !name.absent()) {
            return loader.preset(spot, name, presets, this);
        }
        return inline == null ? spot.node() : inline.named(spot, loader);
    }

    @Override
    public boolean replaces(Node.Mapping base, Node.Mapping over) {
        boolean named = presets != null && over.origin().layer() == Layer.PRESET;
        return named || (inline != null && inline.replaces(base, over));
    }

    @Override
    public Node put(Node.Mapping map, String key, Node.Entry entry) {
        return inline == null || own().contains(key) ? map.with(key, entry) : inline.put(map, key, entry);
    }

    @Override
    public @Nullable Object bind(Spot spot, Problems problems) {
        if (presets != null && spot.node() instanceof Node.Scalar) {
            return null; // a preset that could not be loaded; that was told when it was looked for
        }
        if (refusesOther(spot, problems) || !(spot.node() instanceof Node.Mapping map)) {
            return null;
        }
        int before = problems.list().size();
        if (inline == null) {
            refuseUnknown(spot, map, problems);
        }
        boolean whole = true;
        @Nullable Object[] arguments = new @Nullable Object[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            Field field = fields.get(i);
            arguments[i] = argument(field, spot, map, problems);
            whole &= arguments[i] != null || (!field.isInline() && map.value(field.key) == null);
        }
        return whole && problems.list().size() == before ? construct(spot, arguments, problems) : null;
    }

    private @Nullable Object argument(Field field, Spot spot, Node.Mapping map, Problems problems) {
        if (field.isInline()) {
            return field.shape.bind(spot.without(own()), problems);
        }
        Node.Entry entry = map.entries().get(field.key);
        if (entry != null && !entry.value().absent()) {
            return field.shape.bind(spot.child(field.key, entry), problems);
        }
        if (field.required() && !isMisspelt(field, map)) {
            problems.add(spot.key(), spot.path(), spot.text(), missing(field));
        }
        return null;
    }

    /** Whether an unknown key was meant for this one; then that is told, and not that this one is missing as well. */
    private boolean isMisspelt(Field field, Node.Mapping map) {
        List<String> known = known(map);
        return map.entries().keySet().stream()
                .anyMatch(key -> !known.contains(key) && field.key.equals(Spelling.nearest(key, known)));
    }

    private static String missing(Field field) {
        return "'" + field.key + "' is missing; write for example '" + field.key + ": " + field.shape.example() + "'";
    }

    private @Nullable Object construct(Spot spot, @Nullable Object[] arguments, Problems problems) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            broken(spot, cause instanceof NullPointerException ? firstMissing(arguments, cause) : cause, problems);
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    /** A record that asks for a key without saying so meets null; the first key that may be meant is named. */
    private Throwable firstMissing(@Nullable Object[] arguments, Throwable cause) {
        for (int i = 0; i < arguments.length; i++) {
            Field field = fields.get(i);
            boolean optional = field.component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (arguments[i] == null && !optional) {
                return new SpecException("", missing(field));
            }
        }
        return cause;
    }

    private static void broken(Spot spot, Throwable cause, Problems problems) {
        String rule = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof SpecException broken && !broken.key().isEmpty()) {
            Spot here = spot;
            for (String key : List.of(broken.key().split("\\.", -1))) {
                Spot below = here.below(key);
                Node.Entry missing = new Node.Entry(here.key(), new Node.Scalar(here.key(), ""));
                here = below == null ? here.child(key, missing) : below;
            }
            problems.add(here, rule);
        } else if (cause instanceof IllegalArgumentException || cause instanceof ArithmeticException) {
            problems.add(spot.key(), spot.path(), spot.text(), rule);
        } else if (cause instanceof Error error) {
            throw error;
        } else {
            throw new IllegalStateException("a rule of '" + spot.path() + "' failed", cause);
        }
    }

    @Override
    public Node.Mapping unbind(Object value, @Nullable Node given) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Field field : fields) {
            Object part = part(field, value);
            if (part == null) {
                continue;
            }
            if (field.isInline()) {
                entries.putAll(inlined(field, part, given).entries());
                continue;
            }
            Node.Entry written =
                    given instanceof Node.Mapping map ? map.entries().get(field.key) : null;
            Node below = written == null || written.value().absent() ? null : written.value();
            Node node = field.shape.unbind(part, below);
            entries.put(field.key, new Node.Entry(below == null ? node.origin() : below.origin(), node));
        }
        return new Node.Mapping(given == null ? Origin.ofDefault() : given.origin(), entries);
    }

    private static Node.Mapping inlined(Field field, Object part, @Nullable Node given) {
        Node node = field.shape.unbind(part, given);
        if (node instanceof Node.Mapping map) {
            return map;
        }
        return new Node.Mapping(node.origin(), Map.of("kind", new Node.Entry(node.origin(), node)));
    }

    private static @Nullable Object part(Field field, Object value) {
        try {
            field.component.getAccessor().setAccessible(true);
            return field.component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(field.component + " cannot be read", e);
        }
    }
}
