package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What follows from the keys of a drive. */
final class SsdFigures {
    private final SsdSpec spec;
    private final FlashTimes flash;
    private final int channels;
    private final int units;
    private final String unit;
    private final List<Figure> figures = new ArrayList<>();

    private SsdFigures(SsdSpec spec) {
        this.spec = spec;
        flash = spec.flash();
        channels = spec.geometry().channels();
        units = spec.units();
        unit = spec.interleaving().name().toLowerCase(Locale.ROOT);
    }

    static List<Figure> of(SsdSpec spec) {
        SsdFigures of = new SsdFigures(spec);
        of.figures.add(
                Figure.size("capacity", spec.capacity(), "flash less over-provisioning, in whole pages of each plane"));
        of.reads();
        of.writes();
        return of.figures;
    }

    private void reads() {
        spec.idleReads()
                .forEach((when, time) -> figures.add(Figure.time(
                        "idle read of 4 KiB, " + when,
                        time,
                        "overhead + "
                                + (when.contains("first") ? "a read of the map + " : "")
                                + "read-command + read + data-setup + data on channel and link")));
        if (spec.geometry().page().bytes() < SsdSpec.PAGE) {
            return;
        }
        long carried =
                flash.dataSetup().amount() + SsdSpec.PAGE * flash.byteTime().amount();
        long carries = flash.readCommand().amount() + carried;
        most("reads of 4 KiB", carries + flash.read().amount(), carries, "command + read + data");
        long link = SsdSpec.PAGE * spec.link().byteTime().amount();
        if (link > 0) {
            figures.add(Figure.rate("reads of 4 KiB at most, the link", 1, link, "1 / (4096 x link byte-time)"));
        }
    }

    private void writes() {
        long page = spec.geometry().page().bytes();
        long carries = flash.programCommand().amount() + page * flash.byteTime().amount();
        most("programs of a page", carries + flash.program().amount(), carries, "command + data + program");
        WriteCacheSpec cache = spec.writeCache();
        if (cache != null) {
            long taken =
                    cache.access().amount() + SsdSpec.PAGE * cache.byteTime().amount();
            figures.add(
                    Figure.rate("writes of 4 KiB at most, write cache", 1, taken, "1 / (access + 4096 x byte-time)"));
        }
    }

    /**
     * What all units together, and all channels together, can do at the most, each with nothing to wait for but itself. Where several units
     * share a channel less is reached: data go before commands, so that units that end together begin together.
     */
    private void most(String what, long unitTime, long channelTime, String parts) {
        figures.add(Figure.time(what + ", one " + unit, unitTime, parts));
        figures.add(Figure.rate(
                what + " at most, " + units + " " + unit + "s", units, unitTime, unit + "s / (" + parts + ")"));
        figures.add(Figure.rate(
                what + " at most, " + channels + " channels", channels, channelTime, "channels / (command + data)"));
    }
}
