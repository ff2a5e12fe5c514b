package dev.ziggurat.experiment.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ziggurat.experiment.run.Digest;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.stats.Window.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text in which the outcome of a run is kept. CSV of four columns as in {@code statistics.csv}; records whose first column is empty say
 * what is no statistic:
 *
 * <pre>
 * ,digest,,9f86d08...       the run
 * ,status,,ok
 * ,message,,
 * ,references,,1200000
 * ,note,,TEXT               any number
 * COMPONENT,METRIC,UNIT,VALUE
 * ,end,,60303ae...          SHA-256 of the text above
 * </pre>
 */
public final class PointFile {
    private static final String END = "\n,end,,";

    private PointFile() {}

    /** Returns the text of an outcome. */
    public static byte[] encode(String digest, Outcome outcome) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvWriter csv = Csv.writer(out);
        csv.writeRecord("", "digest", "", digest);
        csv.writeRecord("", "status", "", outcome.status().word());
        csv.writeRecord("", "message", "", outcome.message());
        csv.writeRecord("", "references", "", Long.toString(outcome.references()));
        outcome.notes().forEach(note -> csv.writeRecord("", "note", "", note));
        for (Row row : outcome.rows()) {
            csv.writeRecord(row.component(), row.metric(), row.unit(), row.value());
        }
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        String end = ",end,," + new Digest().add(text).hex() + "\n";
        return (text + end).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the outcome, or nothing if the text is not whole or is of another run. */
    public static Optional<Outcome> decode(String digest, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(END);
        if (end < 0 || !text.endsWith("\n")) {
            return Optional.empty();
        }
        String content = text.substring(0, end + 1);
        String sum = text.substring(end + END.length(), text.length() - 1);
        if (!new Digest().add(content).hex().equals(sum)) {
            return Optional.empty();
        }
        try {
            return read(digest, content);
        } catch (CsvParseException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Outcome> read(String digest, String content) throws IOException {
        Outcome.Status status = null;
        String message = "";
        long references = 0;
        List<String> notes = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(content)) {
            for (CsvRecord each : csv) {
                String value = each.getField(3);
                if (!each.getField(0).isEmpty()) {
                    rows.add(new Row(each.getField(0), each.getField(1), each.getField(2), value));
                    continue;
                }
                switch (each.getField(1)) {
                    case "digest" -> {
                        if (!value.equals(digest)) {
                            return Optional.empty();
                        }
                    }
                    case "status" -> status = status(value);
                    case "message" -> message = value;
                    case "references" -> references = Long.parseLong(value);
                    case "note" -> notes.add(value);
                    default -> throw new IllegalArgumentException(each.getField(1));
                }
            }
        }
        return status == null ? Optional.empty() : Optional.of(new Outcome(status, message, references, notes, rows));
    }

    private static Outcome.Status status(String word) {
        for (Outcome.Status status : Outcome.Status.values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
