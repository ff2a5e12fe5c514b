package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.Schema;
import dev.ziggurat.machine.yaml.Sentences;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What {@link SpaceReader} reads by itself, for the schema of sweep files. Whether paths lead anywhere no schema can say. */
public final class SpaceSchema {
    private SpaceSchema() {}

    /** Writes the keys {@code variants}, {@code vary}, {@code zip} and {@code where}. */
    public static void into(Schema schema) {
        schema.tells(Range.Key.class);
        ObjectNode axes = map(axis());
        ObjectNode condition = Schema.matching(Constraint.pattern());
        schema.where("variants", map(map(Schema.part())));
        schema.where("vary", axes);
        schema.where("zip", Schema.anyOf(List.of(axes, list(axes))));
        schema.where("where", Schema.anyOf(List.of(condition, list(condition))));
    }

    private static ObjectNode axis() {
        return Schema.anyOf(List.of(list(Schema.part()), Schema.typed("string", "number", "boolean"), range()));
    }

    private static ObjectNode range() {
        ObjectNode range = Schema.typed("object");
        ObjectNode keys = range.putObject("properties");
        for (Range.Key key : Range.Key.values()) {
            keys.putObject(key.word()).put("description", Sentences.of(key));
        }
        return range.put("additionalProperties", false);
    }

    private static ObjectNode map(ObjectNode values) {
        ObjectNode map = Schema.typed("object");
        map.set("additionalProperties", values);
        return map;
    }

    private static ObjectNode list(ObjectNode items) {
        ObjectNode list = Schema.typed("array");
        list.set("items", items);
        return list;
    }
}
