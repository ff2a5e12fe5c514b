package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with the input: exit code 2, and the file, the line, the path, the value and what to write instead. */
final class BadInputTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void layOut() throws IOException {
        desk = new Desk(folder);
    }

    private void refused(String message, String... words) {
        assertThat(desk.ziggurat(words)).as(desk.err()).isEqualTo(2);
        assertThat(desk.err())
                .contains(message)
                .startsWith("ziggurat: ")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(folder.resolve("R")).doesNotExist();
    }

    @Test
    void soundFilesAreTaken() {
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                m.yaml | ways: 2          | wasy: 2      | m.yaml:8: caches.l1d.wasy: 2: unknown key 'wasy'; did you mean 'ways'? known: serves,
                m.yaml | 128 B            | 128          | m.yaml:7: caches.l1d.size: 128: '128' has no unit; write for example '32 KiB'
                m.yaml | 128 B            | 0 B          | m.yaml:7: caches.l1d.size: 0 B: a cache is not empty; write for example '32 KiB'
                m.yaml | 128 B            | -128 B       | m.yaml:7: caches.l1d.size: -128 B: '-128 B' is negative; write for example '32 KiB'
                m.yaml | 128 B            | 9999999 TiB  | m.yaml:7: caches.l1d.size: 9999999 TiB: '9999999 TiB' is too large for a size; write for example '32 KiB'
                m.yaml | ways: 2          | ways: 3      | m.yaml:8: caches.l1d.ways: 3: 3 ways of 16 B do not divide 128 B; the nearest size is 96 B
                m.yaml | ways: 2          | ways: 0      | m.yaml:8: caches.l1d.ways: 0: 0 is out of range; ways lies between 1 and 65536
                m.yaml | ways: 2          | ways: two    | m.yaml:8: caches.l1d.ways: two: no whole number; write digits only, for example '8'
                m.yaml | ways: 2          | ways: 99999999999999999999 | m.yaml:8: caches.l1d.ways: 99999999999999999999: too large; at most 2147483647
                m.yaml | ways: 2          | ways: -99999999999999999999 | too small; write a number from 0 on
                m.yaml | below: l2        | below: l3    | m.yaml:6: caches.l1d.below: l3: names no level; did you mean 'l2'? known: l2, memory
                m.yaml | below: memory    | below: l1d   | m.yaml:6: caches.l1d.below: l2: the levels make a loop, l1d -> l2 -> l1d; the last
                m.yaml | machine: small   | machine: small\\nmachine: b | m.yaml:2: machine: b: duplicate key; it is given in line 1 already
                m.yaml | 90 ns            | 1000 s       | m.yaml:17: memory.latency: 1000 s: longer than 10 s, the most that one part may take
                m.yaml | 9 cycles         | 99999999999 cycles | m.yaml:16: caches.l2.latency: 99999999999 cycles: longer than 10 s
                m.yaml | 9 cycles         | 9223372036854775807 cycles | caches.l2.latency: 9223372036854775807 cycles: longer than 10 s
                m.yaml | latency: 9 cycles | load-to-use: 11 s | m.yaml:16: caches.l2.load-to-use: 11 s: longer than 10 s
                m.yaml | latency: 90 ns   | latency: 90 ns, link: {latency: 11 s} | memory.link.latency: 11 s: longer than 10 s
                w.yaml | references: 100  | references: 100\\n    start: 100000 s | start: 100000 s: later than the end of simulated time, which reaches
                w.yaml | references: 100  | references: 100\\n    start: 9223372036854775807 cycles | later than the end of simulated time
                s.yaml | [512 B, 1 KiB]   | [1024 B, 1 KiB] | s.yaml:5: vary.caches.l2.size: 1 KiB: means the same as '1024 B' at a point of the sweep; leave one
                s.yaml | [./w.yaml]       | [./w.yaml, ./w.yaml] | w.yaml: workload: chase: the sweep 'sizes' has two workloads of the name 'chase'; change
                s.yaml | sweep: sizes     | sweep: sizes\\nmetrics: [cores.ipc, cores.icp] | s.yaml:2: metrics: cores.icp: is measured at no point of the sweep; did you mean 'cores.ipc'?
                w.yaml | references: 100  | references: 0 | w.yaml:5: processes.p.references: 0: 0 is out of range; references lies between 1 and
                w.yaml | \\  - name        | \\t- name      | w.yaml:3: - name: p: a tab cannot indent YAML; use spaces
                w.yaml | references: 100  | references: 100\\n    references: 5 | w.yaml:6: processes.0.references: 5: duplicate key; it is given in line 5 already
                w.yaml | footprint        | footprnit    | w.yaml:4: processes.p.program.footprnit: 1 KiB: unknown key 'footprnit'; did you mean 'footprint'?
                w.yaml | processes:       | processes: []\\nx-rest: | w.yaml:2: processes: []: a workload has at least one process; write for
                s.yaml | l2.size          | l3.size      | s.yaml:5: caches.l3.size: 512 B: no such path: there is no 'l3' in 'caches'; did you mean 'l2'?
                s.yaml | [512 B, 1 KiB]   | []           | s.yaml:5: vary.caches.l2.size: an empty axis; give at least one value, for example
                s.yaml | [512 B, 1 KiB]   | [512 B, 600 B] | s.yaml:5: vary.caches.l2.size: 600 B: gives, with this value, m.yaml:14: caches.l2.ways: 4: 4 ways
                s.yaml | caches.l2.size   | processes.p.references | s.yaml:5: processes.p.references: 512 B: this path leads into the workload; write 'workload.processes
                s.yaml | ./m.yaml         | ./none.yaml  | s.yaml:2: machine: ./none.yaml: no such file: none.yaml; './' and '../' start at
                s.yaml | ./m.yaml         | [m, n]       | s.yaml:2: machine: [m, n]: a file, a name or a map of keys stands here, for example
                s.yaml | [./w.yaml]       | []           | s.yaml:3: workloads: []: a sweep has at least one workload; write for example
                s.yaml | sweep: sizes     | sweep: sizes\\nlimit: 5 cycles | s.yaml:2: limit: 5 cycles: a simulated time; write for example 'limit: 10 ms'
                s.yaml | sweep: sizes     | sweep: sizes\\nwarm-up: 9223372036854775807 references | is out of range; warm-up lies between 0 and
                """)
    void everySlipIsToldAtItsPlace(String file, String from, String to, String message) throws IOException {
        desk.change(file, from.replace("\\ ", " "), to);

        refused(message, "sweep", "s.yaml", "--out", "R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                run none.yaml w.yaml                             | none.yaml: no such file; give the path of a YAML file
                run . w.yaml                                     | .: is a folder; name a file in it
                run _ w.yaml                                     | an empty name: give a file or one of desktop
                run empty.yaml w.yaml                            | empty.yaml:1: the file is empty; a configuration is a map of keys
                run binary.yaml w.yaml                           | binary.yaml:2: a binary file (it holds a zero byte); name a YAML text file in UTF-8
                run w.yaml m.yaml                                | w.yaml:1: this file describes a workload, and here a machine is wanted
                run m.yaml s.yaml                                | s.yaml:1: this file describes a sweep, and here a workload is wanted
                sweep m.yaml                                     | m.yaml:1: this file describes a machine, and here a sweep is wanted
                run m.yaml w.yaml --limit 5                      | --limit: '5' has no unit; write for example '10 ms'
                run m.yaml w.yaml --warm-up 5                    | --warm-up: '5' has no unit; write for example '1000 references'
                run m.yaml w.yaml --set workload.caches.l2.size=1~KiB | --set: workload.caches.l2.size: 1 KiB: this path leads into the machine; write 'caches.l2.size'
                report m.yaml                                    | m.yaml is no folder; name the folder of a run or a sweep
                run m.yaml w.yaml --seed 99999999999999999999    | is no whole number of at most 9223372036854775807
                check bomb.yaml                                  | once every alias is written out; use fewer aliases
                run m.yaml w.yaml --set processes.p.references=3 | --set: processes.p.references: 3: this path leads into the workload; write 'workload.processes.p.references'
                sweep s.yaml --set caches.l2.size=1~KiB          | --set: caches.l2.size: 1 KiB: the sweep varies 'caches.l2.size'; leave --set out
                run m.yaml w.yaml --out _                        | --out takes the name of a folder, and this one is empty
                report . --out _                                 | --out takes the name of a folder, and this one is empty
                run m.yaml w.yaml --out m.yaml                   | cannot write to m.yaml: Not a directory (m.yaml/points); give another with --out DIR
                run m.yaml w.yaml --warm-up 9999999999999999~references | --warm-up is longer than 1000000000000000 references
                list statistics --machine none                   | none: no preset of this name in configs/machines; known: desktop
                """)
    void everyArgumentIsToo(String arguments, String message) throws IOException {
        desk.write("empty.yaml", "");
        desk.write("binary.yaml", "a: b\n\0");
        desk.write("bomb.yaml", bomb());
        String[] words = arguments.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("_") ? "" : words[i].replace('~', ' ');
        }

        refused(message, words);
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name < 'j'; name++) {
            String before = "*" + (char) (name - 1);
            text.append(name).append(": &").append(name).append(" [");
            text.append(String.join(", ", java.util.Collections.nCopies(10, before)))
                    .append("]\n");
        }
        return text.toString();
    }

    @Test
    void folderInProcCannotBeMade() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));

        refused(
                "cannot write to /proc/results: /proc/results cannot be made there; give another with --out DIR",
                "run",
                "m.yaml",
                "w.yaml",
                "--out",
                "/proc/results");
    }

    @Test
    void readOnlyFolderIsToldAndLosesNothing() throws IOException {
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R")).isZero();
        desk.change("s.yaml", "1 KiB]", "1 KiB, 2 KiB]");
        File points = folder.resolve("R/points").toFile();
        assumeTrue(points.setWritable(false) && !Files.isWritable(points.toPath()), "a user who may write anywhere");

        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R")).isEqualTo(2);
        assertThat(desk.err()).contains("ziggurat: cannot write to R: ").doesNotContain("Exception");

        assertThat(points.setWritable(true)).isTrue();
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R")).isZero();
        assertThat(desk.out()).contains("3 runs, 2 of them from before");
    }

    @Test
    void namesThatTheLocaleCannotShowAreTold() {
        refused(
                "has letters that the locale of this shell cannot show; set another, for example with 'export LC_ALL=C.UTF-8'",
                "run",
                "gr\uFFFD\uFFFDn.yaml",
                "w.yaml");
    }

    private void refusedTrace(String content, String message) throws IOException {
        desk.write("t.lackey", content);
        desk.traced("t.lackey", "");
        refusedAtRun(message);
    }

    private void refusedAtRun(String message) {
        assertThat(desk.ziggurat("run", "m.yaml", "w.yaml", "--out", "R")).isEqualTo(2);
        assertThat(desk.err())
                .contains("ziggurat: the run failed (bad-input): " + message)
                .doesNotContain("Exception");
    }

    @Test
    void lineThatIsNoTraceLineIsTold() throws IOException {
        refusedTrace(
                " L 1000,8\n S 1008,8\n L nonsense\n",
                "t.lackey, line 3: ' L nonsense' is no lackey line; expected for example 'I  0010c313,2'");
    }

    @Test
    void traceThatIsMissingOrAFolderIsToldAtItsKey() throws IOException {
        desk.traced("none.lackey", ", format: lackey");
        refused(
                "w.yaml:3: processes.p.program.file: none.lackey: no such file: none.lackey; a path is absolute",
                "run",
                "m.yaml",
                "w.yaml",
                "--out",
                "R");
        Files.createDirectory(folder.resolve("traces"));
        desk.traced("traces", ", format: lackey");
        refused(
                "w.yaml:3: processes.p.program.file: traces: is a folder: traces; name a file in it",
                "run",
                "m.yaml",
                "w.yaml",
                "--out",
                "R");
    }

    @Test
    void damagedGzipIsNotTakenForAWrongLine() throws IOException {
        byte[] packed = packed();
        for (int place = packed.length / 4; place < packed.length - 8; place += packed.length / 6) {
            byte[] damaged = packed.clone();
            damaged[place] ^= 0x55;
            Files.write(folder.resolve("t.gz"), damaged);
            desk.traced("t.gz", ", format: lackey");

            refusedAtRun("t.gz: is broken gzip: ");
            assertThat(desk.ziggurat("trace", "info", "t.gz")).isEqualTo(2);
            assertThat(desk.err()).contains("t.gz: is broken gzip: ").contains("; get it or pack it anew");
        }
    }

    @Test
    void cutGzipIsTold() throws IOException {
        byte[] packed = packed();
        Files.write(folder.resolve("t.gz"), java.util.Arrays.copyOf(packed, packed.length / 2));
        desk.traced("t.gz", ", format: lackey");

        refusedAtRun("t.gz: ends in the middle of its packed data; get it or pack it anew");
    }

    @Test
    void plainFileWithAPackedNameIsTold() throws IOException {
        desk.write("t.gz", "hello\n");
        desk.traced("t.gz", ", format: lackey");

        refusedAtRun("t.gz, line 1: 'hello' is no lackey line");
        assertThat(desk.err()).contains("; the file is not packed, though its name ends in .gz");
    }

    @Test
    void packedScriptIsNoScript() throws IOException {
        Files.write(folder.resolve("ops.gz"), packed());
        desk.write("w.yaml", "workload: w\nprocesses:\n  - {name: p, program: {kind: script, file: ops.gz}}\n");

        refused(
                "holds a zero byte: this is a binary or packed file, and a script is plain text",
                "run",
                "m.yaml",
                "w.yaml",
                "--out",
                "R");
    }

    /** Lines that do not repeat, so that damage shows where it is. */
    private static byte[] packed() throws IOException {
        StringBuilder lines = new StringBuilder();
        long address = 1;
        for (int i = 0; i < 20_000; i++) {
            address = address * 6364136223846793005L + 1442695040888963407L;
            lines.append(" L ").append(Long.toHexString(address >>> 24)).append(",8\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
