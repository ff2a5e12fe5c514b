package dev.ziggurat.experiment.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Ziggurat this is.
 *
 * @param version the release, {@code 0.1.0-SNAPSHOT}
 * @param commit the full commit of the sources, or {@code unknown}
 * @param dirty whether the sources had changes that were not committed: {@code true}, {@code false} or {@code unknown}
 */
public record Tool(String version, String commit, String dirty) {
    private static final int COMMIT_DIGITS = 12;
    private static final String UNFILTERED = "${";

    /** Reads what the build wrote. */
    public static Tool ofBuild() {
        Properties properties = new Properties();
        try (InputStream in = Tool.class.getResourceAsStream("/dev/ziggurat/version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tool(of(properties, "version"), of(properties, "commit"), of(properties, "dirty"));
    }

    /**
     * Returns the version as result files name it: a release alone; between releases with the commit, because there the same version
     * stands for many states of the sources.
     */
    public String name() {
        if (!version.endsWith("-SNAPSHOT")) {
            return version;
        }
        String shortened = commit.substring(0, Math.min(COMMIT_DIGITS, commit.length()));
        return version + "+" + shortened + (dirty.equals("true") ? "-dirty" : "");
    }

    private static String of(Properties properties, String key) {
        String value = properties.getProperty(key, "unknown");
        return value.startsWith(UNFILTERED) ? "unknown" : value;
    }
}
