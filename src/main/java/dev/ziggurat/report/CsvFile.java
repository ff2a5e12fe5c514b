package dev.ziggurat.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A CSV file of a results folder, read one record after the other: {@code statistics.csv} may be larger than memory. */
public final class CsvFile {
    /** Columns that tell where a run belongs; every {@code results.csv} has them. */
    private static final List<String> OF_RUNS = List.of("run", "point", "machine", "workload", "seed", "status");

    private CsvFile() {}

    /**
     * Refuses a header of {@code results.csv} that does not say which run is which.
     *
     * @throws ReportException if it lacks a column that every such file has; the message names it
     */
    public static void requireRuns(Path file, List<String> header) {
        for (String needed : OF_RUNS) {
            if (!header.contains(needed)) {
                throw new ReportException(file + " is no result file: it has no column '" + needed + "'");
            }
        }
    }

    /** Tells that a run stands in a file twice, which no mean may count twice. */
    public static ReportException twice(Path file, String run) {
        return new ReportException(file + " has run " + run + " twice; make it anew with ziggurat merge");
    }

    /**
     * Hands over the fields of every record, the header first.
     *
     * @throws ReportException if the file cannot be read or is no CSV; the message says what to name instead
     */
    public static void forEach(Path file, Consumer<List<String>> record) {
        Path folder = Objects.requireNonNull(file.getParent());
        if (Files.isRegularFile(folder)) {
            throw new ReportException(folder + " is no folder; name the folder of a run or a sweep");
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            csv.forEach(each -> record.accept(each.getFields()));
        } catch (NoSuchFileException e) {
            String why = Files.isDirectory(folder) ? "has no " + file.getFileName() : "is no folder";
            String advice = Files.exists(folder.resolve("results.csv"))
                    ? "this form of the report is made of it, and the folder has only a part of what a run or a sweep wrote"
                    : "name the folder of a run or a sweep";
            throw new ReportException(folder + " " + why + "; " + advice, e);
        } catch (IOException | UncheckedIOException e) {
            throw new ReportException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (CsvParseException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new ReportException(file + " is no result file: " + e.getMessage(), e);
        }
    }
}
