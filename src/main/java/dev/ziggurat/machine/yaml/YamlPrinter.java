package dev.ziggurat.machine.yaml;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Prints a tree in block style, lists of single values in brackets; the same tree gives the same bytes everywhere. */
final class YamlPrinter {
    /** What stands behind each value. */
    enum Comments {
        NONE,
        PROVENANCE
    }

    private static final Pattern PLAIN =
            Pattern.compile("(?!(null|Null|NULL)$)[A-Za-z0-9_./][A-Za-z0-9_./+%-]*+( [A-Za-z0-9_./+%-]++)*+");

    private final StringBuilder out = new StringBuilder();
    private final Comments comments;

    private YamlPrinter(Comments comments) {
        this.comments = comments;
    }

    static String print(Node node, Comments comments) {
        YamlPrinter printer = new YamlPrinter(comments);
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

    private static String flow(Node node) {
        if (node instanceof Node.Sequence list) {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            list.items().forEach(item -> text.add(flow(item)));
            return text.toString();
        }
        return node instanceof Node.Scalar scalar && !scalar.absent() ? quoted(scalar.text()) : node.text();
    }

    private void end(Node node) {
        if (comments == Comments.PROVENANCE) {
            out.append("  # ").append(node.origin().provenance());
        }
        out.append('\n');
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
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
