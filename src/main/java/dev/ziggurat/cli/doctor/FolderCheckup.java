package dev.ziggurat.cli.doctor;

import dev.ziggurat.units.ByteSize;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the place where results go, and at what the sources need. */
public final class FolderCheckup {
    /** What a sweep of a thousand points writes, a few times over. */
    private static final long ENOUGH_SPACE = 1L << 30;

    private static final long LEAST_SPACE = 64L << 20;

    private final Path working;
    private final @Nullable Path sources;
    private final String programs;

    /**
     * Prepares a check-up.
     *
     * @param working the folder in which commands are given
     * @param sources the source tree that the program was started from; null if it was none
     * @param programs the folders in which the shell looks for programs, the value of PATH
     */
    public FolderCheckup(Path working, @Nullable Path sources, String programs) {
        this.working = working.toAbsolutePath();
        this.sources = sources;
        this.programs = programs;
    }

    /** Returns what was found. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(results());
        findings.add(space());
        if (sources != null) {
            findings.add(maven(sources));
        }
        return findings;
    }

    /** Tries it: rights alone do not tell of a file system that is mounted to be read only. */
    private Finding results() {
        Path results = working.resolve("results");
        Path folder = Files.isDirectory(results) ? results : working;
        try {
            Path trial = Files.createTempFile(folder, ".ziggurat", null);
            Files.delete(trial);
            return Finding.fine("results", "go to " + results + " unless --out says otherwise");
        } catch (IOException e) {
            return Finding.problem(
                    "results",
                    "nothing can be written in " + folder,
                    "work in another folder, or give --out DIR to each run and sweep");
        }
    }

    private Finding space() {
        try {
            long free = Files.getFileStore(working).getUsableSpace();
            String found = new ByteSize(free >> 20 << 20) + " free in " + working;
            if (free < LEAST_SPACE) {
                return Finding.problem(
                        "disk", found, "results will not fit; free some, or give --out DIR on another disk");
            }
            return free < ENOUGH_SPACE
                    ? Finding.note("disk", found, "enough for single runs, not for large sweeps with time lines")
                    : Finding.fine("disk", found);
        } catch (IOException e) {
            return Finding.note(
                    "disk", "its free space cannot be told", "look at it by other means before a large sweep");
        }
    }

    private Finding maven(Path tree) {
        for (String folder : programs.split(Pattern.quote(File.pathSeparator), -1)) {
            Path program = Path.of(folder).resolve("mvn");
            if (!folder.isEmpty() && Files.isExecutable(program)) {
                return Finding.fine("maven", program + ", to build " + tree);
            }
        }
        return Finding.note(
                "maven",
                "not among the programs",
                "changes of the sources are not built without it: install Maven 3.8.6 or newer");
    }
}
