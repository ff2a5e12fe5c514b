package dev.ziggurat.workload.trace;

import java.nio.file.Path;
import java.util.List;

/** Tells the format of a trace file by how it begins. */
final class Sniffer {
    private static final int HEAD = 1 << 16;

    private static final List<TraceFormat> FORMATS = List.of(
            new Lackey.Spec(),
            new Din.Spec(),
            new Requests.Spec(Requests.ACCESS),
            new Pages.Spec(Pages.SIZE),
            new ChampSim.Spec(ChampSim.ACCESS));

    private Sniffer() {}

    /** Returns the format of a file; throws {@link TraceException} if no format, or more than one, recognises it. */
    static TraceFormat format(Path file) {
        byte[] head = new byte[HEAD];
        try (TraceInput input = TraceInput.open(file)) {
            int length = input.read(head, 0, HEAD);
            if (length == 0) {
                throw new TraceException(file, "is empty");
            }
            List<TraceFormat> fitting = FORMATS.stream()
                    .filter(format -> format.recognises(head, length))
                    .toList();
            if (fitting.size() != 1) {
                throw input.refused(new TraceException(
                        file,
                        "does not begin like exactly one known format; write which it is:"
                                + " 'format: lackey', 'din', 'champsim', 'requests' or 'pages'"));
            }
            return fitting.get(0);
        }
    }
}
