package dev.ziggurat.cli;

import dev.ziggurat.experiment.run.MachineLaboratory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a small machine, workload and sweep, and the real command line to use them with. */
final class Desk {
    private static final String MACHINE = """
            machine: small
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            caches:
              l1d:
                serves: [fetch, data]
                below: l2
                size: 128 B
                ways: 2
                line: 16 B
                latency: 1 cycle
              l2:
                below: memory
                size: 512 B
                ways: 4
                line: 16 B
                latency: 9 cycles
            memory: {kind: fixed, latency: 90 ns}
            """;
    private static final String WORKLOAD = """
            workload: chase
            processes:
              - name: p
                program: {kind: pointer-chase, footprint: 1 KiB, stride: 64 B}
                references: 100
            """;
    private static final String SWEEP = """
            sweep: sizes
            machine: ./m.yaml
            workloads: [./w.yaml]
            vary:
              caches.l2.size: [512 B, 1 KiB]
            """;

    final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Desk(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("m.yaml"), MACHINE);
        Files.writeString(folder.resolve("w.yaml"), WORKLOAD);
        Files.writeString(folder.resolve("s.yaml"), SWEEP);
    }

    /** Replaces a part of one of the files; {@code \n} and {@code \t} may be spelt out. */
    void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no '" + from + "'");
        }
        Files.writeString(path, text.replace(from, to.replace("\\n", "\n").replace("\\t", "\t")));
    }

    Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    /** Makes the workload one that reads a trace. */
    void traced(String file, String keys) throws IOException {
        write(
                "w.yaml",
                "workload: traced\nprocesses:\n  - {name: p, program: {kind: trace, file: " + file + keys + "}}\n");
    }

    /** Runs a command; words that are names of files here are taken for them. */
    int ziggurat(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            boolean here = !words[i].isEmpty() && (words[i].equals("R") || Files.exists(folder.resolve(words[i])));
            arguments[i] = here ? folder.resolve(words[i]).toString() : words[i];
        }
        return Ziggurat.execute(
                new MachineLaboratory(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    String out() {
        return out.toString();
    }

    /** Returns what was said on standard error, the folder's name left out. */
    String err() {
        return err.toString().replace(folder + "/", "");
    }
}
