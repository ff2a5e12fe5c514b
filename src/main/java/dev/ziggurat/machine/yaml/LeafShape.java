package dev.ziggurat.machine.yaml;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Share;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A single value: a word, a number, an amount with its unit, one of a few names, a file. */
final class LeafShape implements Shape {
    private static final Map<Class<?>, String> EXAMPLES =
            Map.of(ByteSize.class, "32 KiB", Latency.class, "4 cycles", Frequency.class, "4 GHz", Share.class, "50 %");

    private final Function<Node.Scalar, Object> reader;
    private final String example;
    private final Function<Schema, ObjectNode> part;

    private LeafShape(String example, Function<Schema, ObjectNode> part, Function<Node.Scalar, Object> reader) {
        this.example = example;
        this.part = part;
        this.reader = reader;
    }

    /** Whether a record is written as one value: it has {@code static parse(String)}. */
    static boolean isLeaf(Class<?> type) {
        return type == Count.class || parser(type) != null;
    }

    /** Returns the shape of a type; the name of the component tells what a {@link Count} counts and is a better example. */
    static LeafShape of(Class<?> type, String component) {
        if (type == String.class) {
            return new LeafShape("name", typed("string", "number", "boolean"), LeafShape::text);
        } else if (type == int.class || type == Integer.class) {
            return new LeafShape("8", typed("integer"), node -> Math.toIntExact(whole(text(node), Integer.MAX_VALUE)));
        } else if (type == long.class || type == Long.class) {
            return new LeafShape("8", typed("integer"), node -> whole(text(node), Long.MAX_VALUE));
        } else if (type == boolean.class || type == Boolean.class) {
            return new LeafShape("true", typed("boolean"), node -> truth(text(node)));
        } else if (type == BigDecimal.class) {
            return new LeafShape("0.99", typed("number"), node -> decimal(text(node)));
        } else if (type == double.class || type == Double.class) {
            return new LeafShape(
                    "0.99", typed("number"), node -> decimal(text(node)).doubleValue());
        } else if (type == Path.class) {
            return new LeafShape("./trace.gz", typed("string"), LeafShape::file);
        } else if (type.isEnum()) {
            return choice(type);
        } else if (type == Count.class) {
            Count.Of of = component.equals("gap") ? Count.Of.INSTRUCTIONS : Count.Of.REFERENCES;
            String example = "1000 " + Words.spelling(of);
            return new LeafShape(example, written(Count.pattern(of), example), node -> Count.parse(text(node), of));
        }
        Method parser = parser(type);
        if (parser == null) {
            throw new IllegalArgumentException(
                    "component '" + component + "' has a type that no file can say: " + type);
        }
        String example = EXAMPLES.getOrDefault(type, "a value");
        return new LeafShape(example, written(pattern(type), example), node -> parsed(parser, text(node)));
    }

    private static Function<Schema, ObjectNode> typed(String... types) {
        return schema -> Schema.typed(types);
    }

    private static Function<Schema, ObjectNode> written(String pattern, String example) {
        return schema -> Schema.described(Schema.matching(pattern), "written for example '" + example + "'");
    }

    /** What {@code static parse(String)} takes, {@code static pattern()} tells. */
    private static String pattern(Class<?> type) {
        try {
            return (String) type.getMethod("pattern").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " does not say how it is written", e);
        }
    }

    private static String text(Node.Scalar node) {
        return node.text();
    }

    private static long whole(String text, long most) {
        boolean hexadecimal = text.matches("0x[0-9A-Fa-f]+");
        if (!hexadecimal && !text.matches("-?[0-9]+")) {
            throw new IllegalArgumentException("no whole number; write digits only, for example '8'");
        }
        try {
            long value = hexadecimal ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
            if (value > most) {
                throw new IllegalArgumentException("too large; at most " + most + " can stand here");
            }
            if (!hexadecimal && value < -most) {
                throw new IllegalArgumentException("too small; write a number from 0 on");
            }
            return value;
        } catch (NumberFormatException e) {
            String rule = text.startsWith("-")
                    ? "too small; write a number from 0 on"
                    : "too large; at most " + most + " can stand here";
            throw new IllegalArgumentException(rule, e);
        }
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false; write one of the two words");
        }
        return text.equals("true");
    }

    private static BigDecimal decimal(String text) {
        if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            throw new IllegalArgumentException("no decimal number; write for example '0.99'");
        }
        return new BigDecimal(text);
    }

    private static Path file(Node.Scalar node) {
        Path path = node.origin().source().resolve(text(node));
        if (path == null) {
            throw new IllegalArgumentException("no path of a file");
        }
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("is a folder: " + path + "; name a file in it");
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "no such file: " + path + "; a path is absolute or relative to the file that names it");
        }
        return path;
    }

    private static LeafShape choice(Class<?> type) {
        Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
        List<String> names = Arrays.stream(constants).map(Words::spelling).toList();
        return new LeafShape(names.get(0), schema -> choice(schema, type, constants), node -> {
            int index = names.indexOf(text(node));
            if (index < 0) {
                throw new IllegalArgumentException("not allowed here; " + Words.hint(text(node), names));
            }
            return constants[index];
        });
    }

    private static ObjectNode choice(Schema schema, Class<?> type, Enum<?>[] constants) {
        schema.tells(type);
        Map<String, String> sentences = new LinkedHashMap<>();
        for (Enum<?> constant : constants) {
            sentences.put(Words.spelling(constant), Sentences.of(constant));
        }
        return Schema.oneOf(sentences);
    }

    private static @Nullable Method parser(Class<?> type) {
        try {
            Method parse = type.getMethod("parse", String.class);
            return parse.getReturnType() == type ? parse : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static Object parsed(Method parser, String text) {
        try {
            return parser.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException unparsable) {
                throw unparsable;
            }
            throw new IllegalStateException(parser + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parser + " cannot be called", e);
        }
    }

    @Override
    public String example() {
        return example;
    }

    @Override
    public ObjectNode schema(Schema schema) {
        return part.apply(schema);
    }

    @Override
    public Node expand(Spot spot, Loader loader) {
        return spot.node();
    }

    @Override
    public @Nullable Object bind(Spot spot, Problems problems) {
        if (!(spot.node() instanceof Node.Scalar scalar)) {
            problems.add(spot, "a single value stands here, for example '" + example + "'");
            return null;
        }
        try {
            return reader.apply(scalar);
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(spot, String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Override
    public Node unbind(Object value, @Nullable Node given) {
        if (given != null && value instanceof Path file) {
            return new Node.Scalar(given.origin(), given.text(), file);
        } else if (given != null) {
            return new Node.Scalar(given.origin(), print(value));
        }
        return new Node.Scalar(Origin.ofDefault(), print(value));
    }

    private static String print(Object value) {
        if (value instanceof Enum<?> constant) {
            return Words.spelling(constant);
        } else if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        } else if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
