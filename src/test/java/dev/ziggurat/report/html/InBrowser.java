package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ziggurat.report.Figures.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A page as a reader has it, in a headless Chromium; after each test no error stands on its console and it has asked the network for nothing. */
class InBrowser {
    static final Choice USUAL = new Choice(null, null, List.of(), List.of(), "auto");

    @TempDir
    static Path folder;

    static DevTools page;

    private static Chromium browser;

    @BeforeAll
    static void openBrowser() throws IOException, InterruptedException {
        Optional<Path> program = Chromium.find();
        assumeTrue(
                program.isPresent(),
                "no Chromium on the path (chromium, google-chrome) nor in CHROMIUM: the report's page was not driven");
        browser = Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
        page = browser.tools();
        for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
            page.send(domain + ".enable", Map.of());
        }
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    static void see(int width, String scheme) {
        page.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        page.send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    static void open(Path file) throws InterruptedException {
        page.forget();
        page.send("Page.navigate", Map.of("url", file.toUri().toString()));
        for (int i = 0; page.events("Page.loadEventFired").isEmpty(); i++) {
            assertThat(i).as("tenths of a second until the page is there").isLessThan(300);
            Thread.sleep(100);
        }
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(page.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(page.events("Log.entryAdded")).isEmpty();
        assertThat(page.events("Runtime.consoleAPICalled")).isEmpty();
        List<String> asked = new ArrayList<>();
        for (JsonNode request : page.events("Network.requestWillBeSent")) {
            String url = request.path("params").path("request").path("url").asString("");
            if (!url.startsWith("data:") && !url.startsWith("blob:")) {
                asked.add(url);
            }
        }
        assertThat(asked).as("requests beside the page itself").hasSize(1);
        assertThat(asked.get(0)).startsWith("file:").endsWith("report.html");
    }

    /** What the browser does by itself it does a little later. */
    static void waitFor(String expression) throws InterruptedException {
        for (int i = 0; !truth(expression); i++) {
            assertThat(i).as("tenths of a second until " + expression).isLessThan(100);
            Thread.sleep(100);
        }
    }

    static String text(String expression) {
        return page.evaluate(expression).asString("");
    }

    static int number(String expression) {
        return page.evaluate(expression).asInt(-1);
    }

    static boolean truth(String expression) {
        return page.evaluate(expression).asBoolean(false);
    }

    static List<String> column(int index) {
        List<String> cells = new ArrayList<>();
        page.evaluate("Array.from(document.querySelectorAll('#run-table tbody tr'), row => row.children[" + index
                        + "].textContent)")
                .forEach(cell -> cells.add(cell.asString()));
        return cells;
    }

    static List<String> cells(String selector) {
        List<String> cells = new ArrayList<>();
        page.evaluate("Array.from(document.querySelectorAll('" + selector + "'), each => each.textContent)")
                .forEach(cell -> cells.add(cell.asString()));
        return cells;
    }

    /** Chooses in the list with this label of a card. */
    static void choose(String card, String label, String value) {
        page.evaluate("(() => { const list = document.querySelector('#" + card + " select[aria-label=\"" + label
                + "\"]'); list.value = '" + value + "'; if (list.value !== '" + value
                + "') throw new Error('no such choice'); list.dispatchEvent(new Event('change')); })()");
    }

    /** What a click would hand to the reader as a file. */
    static String savedBy(String click) {
        return text("(async () => { let blob = null; const before = URL.createObjectURL;"
                + " URL.createObjectURL = made => { blob = made; return before(made); };"
                + " HTMLAnchorElement.prototype.click = function () {}; " + click
                + "; URL.createObjectURL = before; return blob.text(); })()");
    }

    /** Makes the page of a folder and opens it. */
    static void openReport(Path of) throws IOException, InterruptedException {
        Files.writeString(of.resolve("report.html"), HtmlReport.of(of, USUAL).page());
        open(of.resolve("report.html"));
    }
}
