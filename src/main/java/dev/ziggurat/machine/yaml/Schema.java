package dev.ziggurat.machine.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema under construction (draft 2020-12, in words that older drafts know too): by it editors complete and check YAML files.
 *
 * <p>Every {@link Shape} writes its own part, so the schema says what the reader knows: which keys there are, and how a value is written. What
 * must be there is left out, as a file may extend another that says it; so are the rules that the records state. {@code null} may stand
 * everywhere: it takes a key away that an extended file gives.
 */
public final class Schema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String DEFINITIONS = "$defs";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter());

    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final Map<String, Class<?>> names = new HashMap<>();
    private final Map<String, ObjectNode> free = new HashMap<>();
    private final Set<Class<?>> types = new LinkedHashSet<>();

    /** Returns a part that says nothing yet. */
    public static ObjectNode part() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a part that is fulfilled by whatever fulfils one of several. */
    public static ObjectNode anyOf(List<ObjectNode> parts) {
        ObjectNode any = part();
        any.putArray("anyOf").addAll(parts);
        return any;
    }

    /** Returns the part of a value of some JSON types, or of null. */
    public static ObjectNode typed(String... types) {
        ObjectNode typed = part();
        ArrayNode list = typed.putArray("type");
        for (String type : types) {
            list.add(type);
        }
        list.add("null");
        return typed;
    }

    /** Returns the part of text that a regular expression matches as a whole. */
    public static ObjectNode matching(String pattern) {
        ObjectNode text = typed("string");
        text.put("pattern", "^(" + pattern + ")$");
        return text;
    }

    /** Returns the part of a name of what ships, or of the path of a file. */
    public static ObjectNode named(String folder) {
        ObjectNode names = part();
        ArrayNode list = names.putArray("enum");
        Packed.names(folder).forEach(list::add);
        ObjectNode path = part();
        path.put("type", "string").put("pattern", "^([.]{1,2}/|/|[A-Za-z]:)");
        return anyOf(List.of(names, path));
    }

    /** Returns the part of one of a few names, each with its sentence. */
    static ObjectNode oneOf(Map<String, String> sentences) {
        ObjectNode choice = part();
        ArrayNode values = choice.putArray("enum");
        sentences.keySet().forEach(values::add);
        values.addNull();
        if (sentences.values().stream().anyMatch(sentence -> !sentence.isEmpty())) {
            ArrayNode told = choice.putArray("enumDescriptions");
            sentences.values().forEach(told::add);
            told.add("as if the key were not there");
        }
        return choice;
    }

    /** Says what a component whose reader takes any value holds, as somebody else reads that. */
    public Schema where(String key, ObjectNode part) {
        free.put(key, part);
        return this;
    }

    ObjectNode freely(String key) {
        ObjectNode part = free.get(key);
        return part == null ? part() : part.deepCopy();
    }

    /** Returns a reference to the part of a whole file that stands inside another. */
    public ObjectNode reference(String name, Function<Schema, ObjectNode> file) {
        return reference(name, Schema.class, () -> file.apply(this));
    }

    /** Returns a reference to a definition, which is made when it is first referred to. */
    ObjectNode reference(String name, Class<?> type, Supplier<ObjectNode> definition) {
        Class<?> before = names.putIfAbsent(name, type);
        if (before == null) {
            definitions.put(name, part());
            definitions.put(name, definition.get());
        } else if (before != type) {
            throw new IllegalArgumentException("two definitions '" + name + "': " + before + " and " + type);
        }
        ObjectNode reference = part();
        reference.put("$ref", "#/" + DEFINITIONS + "/" + name);
        return reference;
    }

    /** Returns the name of a record's definition: that of the class, without its package. */
    static String name(Class<?> type) {
        return Sentences.name(type).substring(type.getPackageName().length() + 1);
    }

    /** Notes a type whose documentation is told. */
    public void tells(Class<?> type) {
        types.add(type);
    }

    /** Returns the records and enumerations whose documentation is told. */
    public Set<Class<?>> types() {
        return types;
    }

    /**
     * Returns the text of the whole schema.
     *
     * @param title what it describes
     * @param root the part of a whole file
     */
    public String text(String title, ObjectNode root) {
        ObjectNode whole = part();
        whole.put("$schema", DRAFT);
        whole.put("title", title);
        whole.setAll(root);
        ObjectNode defined = whole.putObject(DEFINITIONS);
        definitions.forEach(defined::set);
        return JSON.writer().with(PRINTER).writeValueAsString(whole) + "\n";
    }

    /** Puts a sentence before what a part says already. */
    static ObjectNode described(ObjectNode part, String sentence) {
        List<String> sentences = new ArrayList<>();
        for (String each : List.of(sentence, part.path("description").asString(""))) {
            if (!each.isEmpty()) {
                sentences.add(each);
            }
        }
        if (!sentences.isEmpty()) {
            part.put("description", String.join("; ", sentences));
        }
        return part;
    }
}
