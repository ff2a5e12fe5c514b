package dev.ziggurat.report.html;

import dev.ziggurat.report.Figures;
import dev.ziggurat.report.ReportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One page with the results of a folder. */
public final class HtmlReport {
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final PageData data;

    private HtmlReport(PageData data) {
        this.data = data;
    }

    /**
     * Reads the results.
     *
     * @param choice what the page shows first
     * @throws ReportException if there are none, or the choice fits none
     */
    public static HtmlReport of(Path folder, Figures.Choice choice) {
        return new HtmlReport(PageData.read(folder, choice));
    }

    /** Returns the page; the same bytes for the same results. */
    public String page() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.escape(data.title()));
        parts.put("style", Resources.style());
        parts.put("diagram", data.diagram());
        parts.put("resolved", Html.escape(data.resolved()));
        parts.put("data", Html.inScript(JSON.writeValueAsString(data.json())));
        parts.put("echarts", Html.program(Resources.echarts()));
        parts.put("script", Html.program(Resources.script()));
        StringBuilder page = new StringBuilder();
        Matcher hole = HOLE.matcher(Resources.page());
        while (hole.find()) {
            String part = Objects.requireNonNull(parts.get(hole.group(1)), hole.group());
            hole.appendReplacement(page, Matcher.quoteReplacement(part));
        }
        return hole.appendTail(page).toString();
    }

    /** Returns the text of a file of the folder; empty if there is none. */
    static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new ReportException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
