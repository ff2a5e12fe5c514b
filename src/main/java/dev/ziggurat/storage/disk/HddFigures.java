package dev.ziggurat.storage.disk;

import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.Figure;
import java.util.ArrayList;
import java.util.List;

/** What follows from the keys of a disk. */
final class HddFigures {
    private HddFigures() {}

    static List<Figure> of(HddSpec spec) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.size("capacity", spec.capacity(), "blocks x 512 B"));
        seeks(spec, figures);
        rates(spec, figures);
        requests(spec, figures);
        return figures;
    }

    private static void seeks(HddSpec spec, List<Figure> figures) {
        SeekCurve curve = new SeekCurve(spec.arm().seek());
        int longest = spec.platters().cylinders() - 1;
        figures.add(Figure.time("a turn", spec.platters().turn(), "60 s / rpm"));
        figures.add(Figure.time("seek, next cylinder", curve.time(1), "the curve at distance 1"));
        figures.add(Figure.time("seek, mean", curve.mean(longest + 1), "the curve over all pairs of cylinders"));
        figures.add(Figure.time("seek, full stroke", curve.time(longest), "the curve at distance " + longest));
    }

    private static void rates(HddSpec spec, List<Figure> figures) {
        Platters platters = spec.platters();
        long turn = platters.turn();
        figures.add(Figure.speed(
                "longest track",
                (long) platters.longestTrack() * BlockRequest.SECTOR,
                turn,
                "its sectors x 512 B / a turn"));
        figures.add(Figure.speed(
                "shortest track",
                (long) platters.shortestTrack() * BlockRequest.SECTOR,
                turn,
                "its sectors x 512 B / a turn"));
        long bus = spec.controller().busSector().amount();
        if (bus > 0) {
            figures.add(Figure.speed("bus", BlockRequest.SECTOR, bus, "512 B / bus-sector"));
        }
    }

    private static void requests(HddSpec spec, List<Figure> figures) {
        Controller controller = spec.controller();
        spec.idleReads().forEach((where, time) -> {
            String parts = "read-overhead + mean seek + half a turn + 4 KiB off the platter and over the bus";
            figures.add(Figure.time("idle read of 4 KiB, " + where, time, parts));
            figures.add(Figure.rate("reads of 4 KiB, one at a time", 1, time, "1 / idle read"));
        });
        long kept = controller.writeOverhead().amount()
                + HddSpec.PAGE * controller.busSector().amount();
        if (spec.buffer().segments() > 0 && spec.buffer().blocks() >= HddSpec.PAGE) {
            figures.add(Figure.time("idle write of 4 KiB, buffered", kept, "write-overhead + 8 x bus-sector"));
        }
    }
}
