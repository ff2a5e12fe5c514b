package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class DiagramTest {
    private static final String MACHINE = """
            cores: {kind: out-of-order, count: 4, clock: 3 GHz, width: 4, window: 224}
            translation:
              format: x86-64
              tlbs: {l1d: {entries: 64, ways: 4, latency: 0 cycles}, l2: {entries: 1536, ways: 12, latency: 7 cycles}}
            caches:
              llc: {below: memory, shared: true, size: 8 MiB, ways: 16, line: 64 B, load-to-use: 44 cycles,
                    link: {latency: 8 cycles, width: 32 B}}
              l1d: {below: l2, shared: false, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
              l2: {below: llc, shared: false, size: 1 MiB, ways: 16, line: 64 B, latency: 10 cycles}
            memory:
              kind: dram
              device:
                description: "DDR4-2400R"
                organisation: {burst-length: 8, bus-bits: 64}
                standard: {tCK: 833 ps, tBL: 4 cycles}
              channels: 2
              ranks: 1
            storage: {nvme0: {device: {description: "a drive"}}, hdd0: {device: {description: "a disk"}}}
            os: {memory: 1572864 frames, swap: {device: nvme0, size: 16 GiB}}
            """;

    private static final String VARIANTS = """
            variants:
              base: {}
              small: {caches.llc.size: 2 MiB, caches.llc.replacement: random, workload.processes.p.gap: 1 instruction}
              same: {caches.llc.size: 8192 KiB, os.memory: 6144 MiB}
              large: {caches.llc.size: 16 MiB, os.memory: 2 GiB}
            """;

    @TempDir
    Path folder;

    private List<Terrace> terraces(String machine, String columns, String... rows) throws IOException {
        StringBuilder text = new StringBuilder("run,point,machine,workload,seed,status" + columns + "\n");
        for (int run = 0; run < rows.length; run++) {
            text.append(run)
                    .append(',')
                    .append(run)
                    .append(",m,w,1,ok")
                    .append(rows[run])
                    .append('\n');
        }
        Files.writeString(folder.resolve("results.csv"), text);
        RunTable runs = RunTable.read(folder);
        List<String> swept =
                columns.isEmpty() ? List.of() : List.of(columns.substring(1).split(",", -1));
        JsonNode sweep = YAMLMapper.builder().build().readTree(VARIANTS + "machine:\n" + machine.indent(2));
        return new Machine(new Swept(runs, swept, sweep)).terraces();
    }

    private static Document draw(List<Terrace> terraces) throws Exception {
        String svg = new Diagram(terraces).draw("m <1>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void terracesGoFromTheCoreDownWhateverTheOrderOfTheFile() throws IOException {
        List<Terrace> terraces = terraces(MACHINE, "", "");
        assertThat(terraces.stream().map(each -> each.parts().get(0).title()))
                .containsExactly("4 × out-of-order core", "l1d TLB", "l1d", "l2", "llc", "memory", "nvme0");
        assertThat(terraces.stream().map(Terrace::copies)).containsExactly(4, 4, 4, 4, 1, 1, 1);
    }

    @Test
    void sizesWaysAndLatenciesStandInTheParts() throws Exception {
        assertThat(texts(draw(terraces(MACHINE, "", "")), "text"))
                .contains("32 KiB", "8-way, lines of 64 B", "4 cycles", "44 cycles load to use", "link: 8 cycles, 32 B")
                .contains("2 channels, 1 rank each", "os memory: 6 GiB", "16 GiB for swap", "1536 entries");
    }

    /** Two channels of 64 bits at 2.4 GT/s. */
    @Test
    void thePeakBandwidthFollowsFromTheTimingTable() throws Exception {
        assertThat(texts(draw(terraces(MACHINE, "", "")), "text")).contains("38.4 GB/s at most");
    }

    @Test
    void whatWasVariedIsMarkedWithItsValues() throws Exception {
        Document drawn = draw(terraces(
                MACHINE,
                ",caches.llc.size,caches.llc.replacement,storage.nvme0.device",
                ",2 MiB,lru,a",
                ",4 MiB,random,b",
                ",8 MiB,lru,a"));
        assertThat(texts(drawn, "text")).contains("◆ 2 MiB … 8 MiB", "◆ replacement: lru, random", "◆ a, b");
        assertThat(texts(drawn, "desc").get(0))
                .contains("llc: varied 2 MiB / 4 MiB / 8 MiB", "varied replacement lru / random");
    }

    @Test
    void whatVariantsSetIsMarkedWithTheValuesOfThoseThatRan() throws Exception {
        Document drawn = draw(terraces(MACHINE, ",variant", ",base", ",small"));
        assertThat(texts(drawn, "text"))
                .contains("◆ 8 MiB, 2 MiB", "os memory: 6 GiB")
                .contains("◆ replacement: default, random");
    }

    @Test
    void whatAllRunsHaveIsNotMarkedAndTakesThePlaceOfTheFilesValue() throws Exception {
        assertThat(texts(draw(terraces(MACHINE, ",variant", ",large", ",large")), "text"))
                .contains("16 MiB", "os memory: 2 GiB")
                .doesNotContain("8 MiB");
        assertThat(texts(draw(terraces(MACHINE, ",caches.llc.size", ",4 MiB")), "text"))
                .contains("4 MiB")
                .doesNotContain("8 MiB");
    }

    /** What is not a property of its own, and what is computed of several, follows what the runs have too. */
    @Test
    void whatAllRunsHaveCountsInTheWholeDiagram() throws Exception {
        assertThat(texts(draw(terraces(MACHINE, ",memory.channels,cores.window,cores.count", ",4,64,2")), "text"))
                .contains("4 channels, 1 rank each", "76.8 GB/s at most", "2 × out-of-order core")
                .anyMatch(each -> each.contains("window 64"));
        assertThat(texts(draw(terraces(MACHINE, ",memory.channels", ",1", ",2")), "text"))
                .noneMatch(each -> each.contains("GB/s"));
    }

    @Test
    void theSameValueInTwoSpellingsIsNotVaried() throws Exception {
        assertThat(texts(draw(terraces(MACHINE, ",variant", ",base", ",same")), "text"))
                .contains("os memory: 6 GiB", "8 MiB");
    }

    @Test
    void withoutTranslationThereIsNoOperatingSystemToDraw() throws Exception {
        List<String> texts = texts(draw(terraces(MACHINE, ",translation.format", ",none")), "text");

        assertThat(texts).contains("2 channels, 1 rank each").noneMatch(each -> each.contains("os memory"));
        assertThat(texts).doesNotContain("a drive", "16 GiB for swap");
    }

    @Test
    void itHasATitleAndADescription() throws Exception {
        Document drawn = draw(terraces(MACHINE, "", ""));
        Element svg = drawn.getDocumentElement();
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("machine-title machine-desc");
        assertThat(texts(drawn, "title").get(0)).isEqualTo("The machine m <1>");
        assertThat(texts(drawn, "desc").get(0))
                .contains("In each of 4 cores: l1d: 32 KiB, 8-way, lines of 64 B, 4 cycles.");
    }

    @Test
    void nothingReachesBeyondTheEdge() throws Exception {
        Document drawn = draw(terraces(MACHINE, "", ""));
        String[] box = drawn.getDocumentElement().getAttribute("viewBox").split(" ", -1);
        NodeList parts = drawn.getElementsByTagName("rect");
        for (int i = 0; i < parts.getLength(); i++) {
            Element part = (Element) parts.item(i);
            int right = Integer.parseInt(part.getAttribute("x")) + Integer.parseInt(part.getAttribute("width"));
            int bottom = Integer.parseInt(part.getAttribute("y")) + Integer.parseInt(part.getAttribute("height"));
            assertThat(Integer.parseInt(part.getAttribute("x"))).isNotNegative();
            assertThat(right).isLessThanOrEqualTo(Integer.parseInt(box[2]));
            assertThat(bottom).isLessThanOrEqualTo(Integer.parseInt(box[3]));
        }
    }

    @Test
    void aMemoryOfFixedLatencyAndNoCachesAreAMachineToo() throws Exception {
        String machine = "cores: {kind: open-loop}\nmemory: {kind: fixed, latency: 90 ns}\n";
        assertThat(texts(draw(terraces(machine, "", "")), "text")).contains("open-loop core", "memory", "90 ns");
    }

    @Test
    void segmentsAreTranslatedByDescriptors() throws Exception {
        String machine = """
                cores: {kind: in-order}
                memory: {kind: fixed, latency: 90 ns}
                translation: {format: segmented, descriptors: {entries: 8, ways: 8, latency: 0 cycles}}
                """;
        assertThat(texts(draw(terraces(machine, "", "")), "text")).contains("descriptors", "8 entries");
    }
}
