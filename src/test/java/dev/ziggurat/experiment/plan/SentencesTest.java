package dev.ziggurat.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sentences that schemas and lists print are those of the sources. */
final class SentencesTest {
    /** {@code -Dgolden.update=true} writes it anew. */
    private static final Path COPY = Path.of("src/main/resources/dev/ziggurat/machine/yaml/sentences.properties");

    private static final String HEAD = "# What the records' documentation says of their keys. Written by SentencesTest"
            + " (-Dgolden.update=true); do not edit.\n";

    private static Set<Class<?>> types() {
        Schema schema = new Schema();
        ShippedFile.Kind.all().forEach(kind -> kind.part(schema));
        return schema.types();
    }

    @Test
    void theCopyIsWhatTheSourcesSay() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Documentation.of(types())
                .forEach((name, sentence) ->
                        text.append(name).append('=').append(sentence).append('\n'));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(COPY, text);
        }

        assertThat(COPY).hasContent(text.toString());
    }

    @Test
    void everyKeyHasASentence() throws IOException {
        Map<String, String> sentences = Documentation.of(types());
        List<String> silent = new ArrayList<>();
        for (Class<?> type : types()) {
            if (type.isRecord()) {
                for (var component : type.getRecordComponents()) {
                    String name = type.getName().replace('$', '.') + "." + component.getName();
                    if (sentences.getOrDefault(name, "").isEmpty()) {
                        silent.add(name);
                    }
                }
            }
        }

        assertThat(silent).isEmpty();
    }
}
