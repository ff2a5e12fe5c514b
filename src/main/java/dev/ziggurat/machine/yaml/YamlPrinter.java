package dev.ziggurat.machine.yaml;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Prints a tree in block style, lists of single values in brackets; the same tree gives the same bytes everywhere. */
public final class YamlPrinter {
    private static final Set<String> NOTHING = Set.of("null", "Null", "NULL");

    private final StringBuilder out = new StringBuilder();

    /** Where the text will lie; null if it is only to be compared. */
    private final @Nullable Path folder;

    private YamlPrinter(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Prints a tree to be compared: no comments, and of a file only its name, as its content is compared elsewhere. */
    static String canonical(Node node) {
        return print(node, null);
    }

    /**
     * Prints a tree to be read again, with where each value came from.
     *
     * @param folder the folder that the text will lie in, from which relative names of files count
     */
    static String resolved(Node node, Path folder) {
        return print(node, folder);
    }

    /** Prints a tree in flow style, in one line. */
    public static String inline(Node node) {
        return new YamlPrinter(Path.of("")).flow(node);
    }

    private static String print(Node node, @Nullable Path folder) {
        YamlPrinter printer = new YamlPrinter(folder);
        if (node instanceof Node.Mapping map && !map.entries().isEmpty()) {
            printer.entries(map, "", "");
        } else {
            printer.value(node, "");
        }
        return printer.out.toString();
    }

    /** Prints a map; its first key stands behind {@code first} (a list's dash), the others are indented alike. */
    private void entries(Node.Mapping map, String first, String indent) {
        String before = first;
        for (var entry : map.entries().entrySet()) {
            out.append(before).append(quoted(entry.getKey())).append(':');
            value(entry.getValue().value(), indent);
            before = indent;
        }
    }

    private void value(Node node, String indent) {
        if (node instanceof Node.Mapping map && !map.entries().isEmpty()) {
            out.append('\n');
            entries(map, indent + "  ", indent + "  ");
        } else if (node instanceof Node.Sequence list && !isFlat(list)) {
            out.append('\n');
            list.items().forEach(item -> item(item, indent + "  "));
        } else {
            out.append(' ').append(flow(node));
            end(node);
        }
    }

    private void item(Node item, String indent) {
        if (item instanceof Node.Mapping map && !map.entries().isEmpty()) {
            entries(map, indent + "- ", indent + "  ");
        } else {
            out.append(indent).append('-');
            value(item, indent);
        }
    }

    private static boolean isFlat(Node.Sequence list) {
        return list.items().stream().allMatch(Node.Scalar.class::isInstance);
    }

    private String flow(Node node) {
        if (node instanceof Node.Sequence list) {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            list.items().forEach(item -> text.add(flow(item)));
            return text.toString();
        }
        if (node instanceof Node.Mapping map) {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            map.entries().forEach((key, entry) -> text.add(quoted(key) + ": " + flow(entry.value())));
            return text.toString();
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return scalar.written() == null ? "null" : quoted(text(scalar.written(), scalar.file()));
    }

    /** A name that was relative stays so, counted from the folder that the text lies in: it holds nothing of the host. */
    private String text(String written, @Nullable Path file) {
        if (file == null) {
            return written;
        }
        if (folder == null) {
            return String.valueOf(file.getFileName());
        }
        Path base = folder.toAbsolutePath().normalize();
        boolean keep = Path.of(written).isAbsolute() || !Objects.equals(base.getRoot(), file.getRoot());
        return keep ? written : base.relativize(file).toString().replace('\\', '/');
    }

    private void end(Node node) {
        if (folder != null) {
            out.append("  # ").append(node.origin().provenance());
        }
        out.append('\n');
    }

    /** Whether a text is words of letters, digits and a few signs, with single blanks between; YAML reads it as it stands. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean begins = letter || c == '_' || c == '.' || c == '/';
            boolean inside = i > 0 && (c == '+' || c == '%' || c == '-' || (c == ' ' && before != ' '));
            if (!begins && !inside) {
                return false;
            }
            before = c;
        }
        return before != ' ' && !NOTHING.contains(text);
    }

    private static String quoted(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f || c == 0x85 || c == 0xa0 || c >= 0x2028) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
