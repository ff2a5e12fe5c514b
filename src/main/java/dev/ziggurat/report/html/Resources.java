package dev.ziggurat.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The text, style and script of the page, and Apache ECharts; they are in the jar. */
final class Resources {
    /** In the order in which they are run. */
    private static final List<String> SCRIPTS = List.of(
            "data.js",
            "format.js",
            "theme.js",
            "controls.js",
            "filter.js",
            "group.js",
            "figure.js",
            "axes.js",
            "lines.js",
            "compare.js",
            "heat.js",
            "stack.js",
            "distribution.js",
            "time.js",
            "curves.js",
            "pareto.js",
            "table.js",
            "main.js");

    private Resources() {}

    static String page() {
        return read("page.html");
    }

    static String style() {
        return read("page.css");
    }

    static String script() {
        return SCRIPTS.stream().map(Resources::read).collect(Collectors.joining("\n"));
    }

    static String echarts() {
        Properties versions = new Properties();
        try (InputStream in = open("/dev/ziggurat/version.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read("/META-INF/resources/webjars/echarts/" + versions.getProperty("echarts") + "/dist/echarts.min.js");
    }

    private static String read(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Resources.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing in this build");
        }
        return in;
    }
}
