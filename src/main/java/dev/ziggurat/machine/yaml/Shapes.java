package dev.ziggurat.machine.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the shapes of Java types. Each record's shape is made once, a plug-in's when it is first met in a file. */
final class Shapes {
    private final Registry registry;
    private final Map<Class<?>, RecordShape> records = new HashMap<>();

    Shapes(Registry registry) {
        this.registry = registry;
    }

    /** Returns the shape of a type; {@code component} is the name of the record component that has it. */
    Shape of(Type type, String component) {
        if (type instanceof ParameterizedType generic) {
            Type[] parts = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListShape(of(parts[0], component));
            }
            if (generic.getRawType() == Map.class && parts[0] == String.class) {
                return new MapShape(of(parts[1], component));
            }
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException(
                    "component '" + component + "' has a type that no file can say: " + type);
        }
        if (plain == Node.class) {
            return new NodeShape();
        }
        Catalog<?> catalog = registry.of(plain);
        if (catalog != null) {
            return new PlugShape(catalog, this);
        }
        return plain.isRecord() && !LeafShape.isLeaf(plain) ? record(plain) : LeafShape.of(plain, component);
    }

    /** Returns the shape of a record. */
    RecordShape record(Class<?> type) {
        RecordShape known = records.get(type);
        if (known == null) {
            known = new RecordShape(type, this, registry.presets(type));
            records.put(type, known);
        }
        return known;
    }
}
