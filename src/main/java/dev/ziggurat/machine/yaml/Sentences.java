package dev.ziggurat.machine.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/**
 * What each key means, in the words of its record's documentation: there {@code @param}s say unit, range and default, and a test keeps the
 * copy that is packed with the program equal to them.
 */
public final class Sentences {
    /** The copy, beside this class. */
    static final String FILE = "sentences.properties";

    /** Read when it is first asked for: most commands print no sentence. */
    private static final class Copy {
        static final Properties SENTENCES = read();
    }

    private Sentences() {}

    /** Returns what a component of a record means; empty if its documentation does not say. */
    public static String of(Class<?> record, String component) {
        return Copy.SENTENCES.getProperty(name(record) + "." + component, "");
    }

    /** Returns what a constant means; empty if its documentation does not say. */
    public static String of(Enum<?> constant) {
        return of(constant.getDeclaringClass(), constant.name());
    }

    /** Returns what a record describes: the first sentence of its documentation. */
    static String of(Class<?> type) {
        return Copy.SENTENCES.getProperty(name(type), "");
    }

    static String name(Class<?> type) {
        return type.getName().replace('$', '.');
    }

    private static Properties read() {
        Properties sentences = new Properties();
        try (InputStream in = Objects.requireNonNull(Sentences.class.getResourceAsStream(FILE))) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files cannot be read", e);
        }
        return sentences;
    }
}
