package dev.ziggurat.experiment.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ziggurat.experiment.mrc.MissRatioStudy.Result;
import dev.ziggurat.experiment.run.ExperimentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder that holds miss-ratio curves. They are there whole or not at all: {@code results.csv} is written last. Results of anything else are never
 * overwritten.
 */
public final class CurveFolder {
    private static final List<String> FILES =
            List.of(ResultFolder.RESULTS, ResultFolder.RESOLVED, ResultFolder.MANIFEST, CurveFolder.PICTURE);

    /** The curves as a picture. */
    public static final String PICTURE = "miss-ratio.svg";

    private static final int SHOWN_DIGITS = 8;

    private final Path folder;
    private final CurvePlan plan;
    private final String digest;
    private final Disk disk = new Disk();

    private CurveFolder(Path folder, CurvePlan plan, String digest) {
        this.folder = folder;
        this.plan = plan;
        this.digest = digest;
    }

    /** Returns the usual folder of a plan; if that has other results, one with the first digits of the digest behind its name. */
    public static CurveFolder usual(CurvePlan plan) {
        String digest = plan.digest();
        CurveFolder usual = new CurveFolder(Path.of("results", plan.name()), plan, digest);
        return usual.holdsOthers()
                ? of(Path.of("results", plan.name() + "-" + digest.substring(0, SHOWN_DIGITS)), plan)
                : usual;
    }

    /**
     * Returns a folder.
     *
     * @throws ExperimentException if it has other results
     */
    public static CurveFolder of(Path folder, CurvePlan plan) {
        CurveFolder chosen = new CurveFolder(folder, plan, plan.digest());
        if (chosen.holdsOthers()) {
            throw new ExperimentException(folder + " holds the results of "
                    + Manifest.describe(folder.resolve(ResultFolder.MANIFEST))
                    + " that are not these curves. Nothing was changed. Write to another folder with --out DIR, or let --force remove curves"
                    + " that are no longer needed");
        }
        return chosen;
    }

    /**
     * Removes curves from a folder, if they are not the plan's.
     *
     * @throws ExperimentException if it holds results that are no curves, or cannot be written
     */
    public static void clear(Path folder, CurvePlan plan) {
        CurveFolder chosen = new CurveFolder(folder, plan, plan.digest());
        if (!chosen.holdsOthers()) {
            return;
        }
        if (Manifest.curves(folder.resolve(ResultFolder.MANIFEST)).isEmpty()) {
            throw new ExperimentException(folder
                    + " holds results that are no curves, and --force removes curves alone; nothing was changed");
        }
        try {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw ResultFolder.cannotWrite(folder, e);
        }
    }

    /** Returns the usual folder's path, whatever it holds. */
    public static Path usualPath(CurvePlan plan) {
        return Path.of("results", plan.name());
    }

    private boolean holdsOthers() {
        boolean any =
                Files.exists(folder.resolve(ResultFolder.RESULTS)) || Files.exists(folder.resolve(ResultFolder.POINTS));
        return any && !finished();
    }

    /** Whether the curves are there already. */
    public boolean finished() {
        return Files.exists(folder.resolve(ResultFolder.RESULTS))
                && Manifest.curves(folder.resolve(ResultFolder.MANIFEST)).equals(digest);
    }

    /** Returns the folder. */
    public Path path() {
        return folder;
    }

    /** Writes the results. */
    public void write(List<Result> results, Invocation invocation, Instant started) {
        Manifest.Session session =
                new Manifest.Session(invocation.arguments(), started, Instant.now(), results.size(), null);
        String head = "# Written by ziggurat " + plan.version()
                + ": the workload, with all defaults; the arguments in manifest.json make the same curves of it.\n";
        try {
            Files.createDirectories(folder);
            write(ResultFolder.RESOLVED, head + plan.workload().resolved(folder));
            write(ResultFolder.MANIFEST, Manifest.text(plan, invocation.tool(), session));
            disk.write(folder.resolve(ResultFolder.RESULTS), out -> {
                CsvWriter csv = Csv.writer(out);
                csv.writeRecord(CurveRow.HEADER);
                for (Result result : results) {
                    for (long lines : plan.sizes().of(result.curve())) {
                        csv.writeRecord(
                                CurveRow.of(plan, digest, result, result.curve().at(lines))
                                        .fields());
                    }
                }
                csv.flush();
            });
        } catch (IOException e) {
            throw ResultFolder.cannotWrite(folder, e);
        }
    }

    /** Whether the picture is there, which is made of the results. */
    public boolean hasPicture() {
        return Files.exists(folder.resolve(PICTURE));
    }

    /** Writes the picture. */
    public void picture(String svg) {
        try {
            write(PICTURE, svg);
        } catch (IOException e) {
            throw ResultFolder.cannotWrite(folder, e);
        }
    }

    private void write(String name, String text) throws IOException {
        disk.write(folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads what was written, row by row. */
    public void read(Consumer<CurveRow> to) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(folder.resolve(ResultFolder.RESULTS))) {
            rows.stream().skip(1).forEach(row -> to.accept(CurveRow.of(row.getFields())));
        } catch (IOException | UncheckedIOException | CsvParseException | IndexOutOfBoundsException e) {
            throw new ExperimentException(
                    folder.resolve(ResultFolder.RESULTS) + " cannot be read: " + e.getMessage() + "; remove " + folder,
                    e);
        }
    }
}
