package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The page of a folder that has everything. */
final class PageInBrowserTest extends InBrowser {
    private static final List<String> CARDS =
            List.of("lines", "stack", "heat", "cdf", "time", "miss-ratio", "bandwidth-latency", "pareto");

    @BeforeAll
    static void writeReport() throws IOException {
        SampleFolder.write(folder);
        Files.writeString(
                folder.resolve("report.html"), HtmlReport.of(folder, USUAL).page());
    }

    @BeforeEach
    void openPage() throws InterruptedException {
        see(1280, "light");
        open(folder.resolve("report.html"));
    }

    @Test
    void everyChartIsDrawnAndHasItsNumbersAndItsFile() throws Exception {
        for (String card : CARDS) {
            assertThat(truth("document.querySelector('#" + card + " .empty').hidden"))
                    .as(card)
                    .isTrue();
            assertThat(number("document.querySelectorAll('#" + card + " svg path').length"))
                    .as(card)
                    .isGreaterThan(3);
            assertThat(text("document.querySelector('#" + card + "-chart').getAttribute('aria-label')"))
                    .startsWith("Chart: ");
            page.evaluate("document.querySelector('#" + card + " .actions button').click()");
            assertThat(number("document.querySelectorAll('#" + card + " .chart-data tbody tr').length"))
                    .as(card)
                    .isGreaterThan(3);
            String svg = savedBy("document.querySelector('#" + card + " .actions button:last-child').click()");
            Document document = parse(svg);
            assertThat(document.getElementsByTagName("text").getLength())
                    .as(card)
                    .isGreaterThan(3);
            assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo(text("document.querySelector('#" + card + " h3').textContent"));
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
            assertThat(svg).doesNotContain("NaN");
        }
    }

    @Test
    void theDiagramIsSavedWithItsColours() throws Exception {
        see(1280, "dark");
        waitFor("document.documentElement.dataset.theme === 'dark'");
        String svg = savedBy("document.getElementById('machine-export').click()");
        Document document = parse(svg);
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .contains("llc: varied 2 MiB / 4 MiB / 8 MiB / 16 MiB", "4 cycles");
        assertThat(svg).contains("rgb(31, 29, 26)").doesNotContain("class=\"part\"");
        assertThat(text("document.documentElement.dataset.theme")).isEqualTo("dark");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void theTableSortsByNumbersAndSaysSo() {
        String head = "document.querySelector('#run-table [data-column=\"cores.amat_ns\"]')";
        page.evaluate(head + ".click()");
        assertThat(text(head + ".parentElement.getAttribute('aria-sort')")).isEqualTo("ascending");
        List<Double> rising = amounts();
        assertThat(rising).isSorted().hasSize(25);
        page.evaluate(head + ".click()");
        assertThat(text(head + ".parentElement.getAttribute('aria-sort')")).isEqualTo("descending");
        assertThat(amounts().get(0)).isEqualTo(rising.get(23));
        page.evaluate("document.querySelector('#run-table [data-column=\"caches.llc.size\"]').click()");
        assertThat(column(2).get(0)).isEqualTo("2 MiB");
        assertThat(column(2).get(24)).isEqualTo("16 MiB");
    }

    /** The row of the failed run has no number and stays at the end. */
    private static List<Double> amounts() {
        List<Double> amounts = new ArrayList<>();
        for (String cell : column(5)) {
            amounts.add(cell.isEmpty() ? Double.MAX_VALUE : Double.parseDouble(cell.split(" ", 2)[0]));
        }
        return amounts;
    }

    @Test
    void theKeyboardSorts() {
        page.evaluate("document.querySelector('#run-table [data-column=\"llc.mpki\"]').focus()");
        press("Enter", 13);
        assertThat(text("document.querySelector('[data-column=\"llc.mpki\"]').parentElement.getAttribute('aria-sort')"))
                .isEqualTo("ascending");
        assertThat(text("document.activeElement.dataset.column"))
                .as("the head keeps the focus though the table is made anew")
                .isEqualTo("llc.mpki");
        assertThat(truth("getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
                .isTrue();
    }

    private static void press(String key, int code) {
        for (String type : List.of("rawKeyDown", "char", "keyUp")) {
            page.send(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "text", "\r"));
        }
    }

    @Test
    void theFirstTabLeadsToTheCharts() {
        page.evaluate("document.body.focus()");
        page.send(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
        assertThat(text("document.activeElement.textContent")).isEqualTo("Skip to the charts");
    }

    @Test
    void theSearchKeepsRowsWithAllWords() {
        page.evaluate("(() => { const box = document.getElementById('search'); box.value = 'fifo \"8 mib\" chase';"
                + " box.dispatchEvent(new Event('input')); })()");
        assertThat(column(2)).containsOnly("8 MiB").hasSize(1);
        assertThat(column(3)).containsOnly("fifo");
        page.evaluate("(() => { const box = document.getElementById('search'); box.value = 'nowhere';"
                + " box.dispatchEvent(new Event('input')); })()");
        assertThat(text("document.getElementById('table-count').textContent")).isEqualTo("No point fits.");
    }

    @Test
    void aFilterHoldsForTheTableAndTheCharts() {
        int before = number("document.querySelectorAll('#lines .chart-data tbody tr').length");
        page.evaluate("document.querySelector('#lines .actions button').click()");
        page.evaluate(
                "document.querySelectorAll('#filters [data-column=\"caches.llc.replacement\"] input')[0].click()");
        assertThat(column(3)).doesNotContain("lru").contains("fifo");
        assertThat(before).isZero();
        assertThat(number("document.querySelectorAll('#lines .chart-data tbody tr').length"))
                .isEqualTo(2 * 4 * 2);
        assertThat(
                        text(
                                "document.querySelector('#filters [data-column=\"caches.llc.replacement\"] summary').textContent"))
                .contains("2 of 3");
        page.evaluate("document.querySelectorAll('#filters [data-column=\"workload\"] .both button')[1].click()");
        assertThat(truth("document.querySelector('#lines .empty').hidden")).isFalse();
    }

    @Test
    void meansOverSeedsCarryStudentsInterval() {
        choose("lines", "Metric", "cores.amat_ns");
        page.evaluate("document.querySelector('#lines .actions button').click()");
        // 400 / 2 + 3 letters + seeds 1, 2, 3: mean 205, standard deviation 1, so 4.30265 / sqrt(3) = 2.48414
        String row = text("document.querySelector('#lines .chart-data tbody tr').textContent");
        assertThat(row).isEqualTo("2 MiBchase, lru2052.484143");
    }

    @Test
    void wordsAreDrawnAsBars() {
        choose("lines", "Across", "caches.llc.replacement");
        assertThat(text("document.querySelector('#lines h3').textContent"))
                .isEqualTo("cores.amat over caches.llc.replacement");
        assertThat(text("document.querySelector('#lines-chart').textContent"))
                .contains("random")
                .doesNotContain("{kind");
    }

    @Test
    void theColoursFollowTheSystemUntilTheReaderChooses() throws InterruptedException {
        String paper = "getComputedStyle(document.body).backgroundColor";
        String light = text(paper);
        see(1280, "dark");
        waitFor("document.documentElement.dataset.theme === 'dark'");
        assertThat(text(paper)).isNotEqualTo(light);
        assertThat(text("document.querySelector('#lines svg').outerHTML")).contains("#5db8f2");
        page.evaluate("document.getElementById('theme').click()");
        assertThat(text(paper)).isEqualTo(light);
        assertThat(text("document.querySelector('#lines svg').outerHTML")).contains("#0072b2");
    }

    @Test
    void aPhoneScrollsNothingSideways() {
        see(390, "light");
        assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }

    @Test
    void hostileNamesAreText() {
        assertThat(number("document.querySelectorAll('img').length")).isZero();
        assertThat(column(1)).contains(SampleFolder.HOSTILE);
        assertThat(text("document.getElementById('alert').textContent")).contains("1 run did not end well (1 stalled)");
    }

    @Test
    void everyControlHasAName() {
        assertThat(
                        number(
                                "Array.from(document.querySelectorAll('button, select, input')).filter(each =>"
                                        + " !each.textContent.trim() && !each.getAttribute('aria-label') && !each.closest('label')).length"))
                .isZero();
        assertThat(number("document.querySelectorAll('h1').length")).isEqualTo(1);
        assertThat(number("document.querySelectorAll('table:not(:has(caption))').length"))
                .isZero();
    }

    @Test
    void theRowsAreSavedWithTheirIntervalsAndAllDigits() {
        List<String> lines =
                savedBy("document.getElementById('save-csv').click()").lines().toList();
        assertThat(lines.get(0)).contains(",cores.amat_ns,cores.amat_ns ±,cores.ipc,");
        assertThat(lines.get(1)).matches(".*,2 MiB,lru,ok,205,2\\.484\\d+,.*");
    }

    @Test
    void tenThousandRowsAreTurnedInPages() throws IOException, InterruptedException {
        StringBuilder results =
                new StringBuilder("run,point,machine,workload,version,seed,status,cores.window,cores.ipc\n");
        for (int run = 0; run < 10_000; run++) {
            results.append(run + "," + run + ",m,w,1.0,1,ok," + (run + 8) + "," + (run * 7919 % 10_007) + "\n");
        }
        Path many = Files.createDirectories(folder.resolve("many"));
        Files.writeString(many.resolve("results.csv"), results);
        Files.writeString(
                many.resolve("report.html"), HtmlReport.of(many, USUAL).page());
        open(many.resolve("report.html"));
        assertThat(text("document.getElementById('table-count').textContent")).isEqualTo("Rows 1 to 50 of 10,000");
        page.evaluate("document.querySelector('#run-table [data-column=\"cores.ipc\"]').click()");
        page.evaluate("document.querySelectorAll('.pages button')[1].click()");
        assertThat(column(0)).hasSize(50);
        assertThat(text("document.getElementById('table-count').textContent")).isEqualTo("Rows 51 to 100 of 10,000");
        assertThat(truth("document.querySelector('#lines .empty').hidden")).isTrue();
    }
}
