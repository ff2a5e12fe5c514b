package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which addresses a trace touches: areas, each from the lowest byte to the highest one of pieces of 1 MiB that lie side by side. So the code, the
 * heap and the stack of a recorded program are an area each.
 */
final class Touched {
    private static final int PIECE_BITS = 20;

    /** By number of the piece: its lowest byte and its highest. */
    private final TreeMap<Long, long[]> pieces = new TreeMap<>(Long::compareUnsigned);

    private long lastPiece = -1;
    private long[] last = new long[2];

    private Touched() {}

    /** Reads a trace to its end; throws {@link TraceException}. */
    static List<Area> by(Path file, TraceFormat format) {
        Touched touched = new Touched();
        Reference reference = new Reference();
        try (TraceReader reader = format.open(TraceInput.open(file))) {
            while (reader.read(reference)) {
                touched.add(reference.address);
                touched.add(reference.address + (reference.size - 1));
            }
        }
        return touched.areas();
    }

    private void add(long address) {
        long piece = address >>> PIECE_BITS;
        if (piece != lastPiece) {
            lastPiece = piece;
            last = pieces.computeIfAbsent(piece, number -> new long[] {address, address});
        }
        last[0] = Math.min(last[0], address);
        last[1] = Math.max(last[1], address);
    }

    private List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        long before = -2;
        for (Map.Entry<Long, long[]> each : pieces.entrySet()) {
            long start = each.getValue()[0];
            if (each.getKey() == before + 1) {
                start = areas.remove(areas.size() - 1).start();
            }
            areas.add(new Area("touched", start, each.getValue()[1] - start + 1));
            before = each.getKey();
        }
        return List.copyOf(areas);
    }
}
