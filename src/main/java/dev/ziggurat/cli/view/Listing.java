package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.results.ResultFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says which files a command has written. */
public final class Listing {
    private Listing() {}

    public static void print(PrintWriter out, ResultFolder folder) {
        TextTable table = TextTable.plain(2);
        table.add(List.of(folder.path().resolve(ResultFolder.RESULTS).toString(), "one row a run"));
        table.add(List.of(folder.path().resolve(ResultFolder.STATISTICS).toString(), "every number of every run"));
        table.add(List.of(folder.path().resolve(ResultFolder.DICTIONARY).toString(), "what each of them means"));
        table.add(List.of(
                folder.path().resolve(ResultFolder.RESOLVED).toString(), "what was simulated, with all defaults"));
        table.add(List.of(folder.path().resolve(ResultFolder.MANIFEST).toString(), "version, host, digests, times"));
        Path timeline = folder.path().resolve(ResultFolder.TIMELINE);
        if (Files.exists(timeline)) {
            table.add(List.of(timeline.toString(), "what the operating system counted in each interval"));
        }
        Path top = folder.path().resolve(ResultFolder.TOP);
        if (Files.exists(top)) {
            table.add(List.of(top.toString(), "the last frame of top"));
        }
        table.print(out);
    }
}
