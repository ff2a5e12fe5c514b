package dev.ziggurat.mmu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The rows of a file of {@code reference/os}, without its heading. */
final class ReferenceRows {
    private ReferenceRows() {}

    static List<String[]> of(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReferenceRows.class.getResourceAsStream("/reference/os/" + file));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    /** Reads numbers with blanks between. */
    static long[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
