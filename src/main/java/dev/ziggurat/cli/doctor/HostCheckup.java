package dev.ziggurat.cli.doctor;

import dev.ziggurat.units.ByteSize;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at Java and at the shell. */
public final class HostCheckup {
    /** The Javas that continuous integration tests with are these and those between. */
    private static final int OLDEST = 17;

    private static final int NEWEST = 25;

    /** The tags of a cache of 1 GiB and the frames of 64 GiB that a program has touched still fit. */
    private static final long ENOUGH_HEAP = 1L << 30;

    private static final String OPTIONS = "ZIGGURAT_JAVA_OPTS";

    /** The names of the two halves of the serial collector. */
    private static final Set<String> SERIAL = Set.of("Copy", "MarkSweepCompact");

    private final Host host;

    public HostCheckup(Host host) {
        this.host = host;
    }

    /** Returns what was found. */
    public List<Finding> findings() {
        return List.of(java(), heap(), collector(), processors(), names());
    }

    private Finding java() {
        if (host.java() < OLDEST) {
            return Finding.problem(
                    "java",
                    host.vendor(),
                    "install a JDK from " + OLDEST + " to " + NEWEST + " and set JAVA_HOME to it");
        }
        if (host.java() > NEWEST) {
            return Finding.note(
                    "java",
                    host.vendor(),
                    "newer than what is tested (" + OLDEST + " to " + NEWEST + "); results should be the same");
        }
        return Finding.fine("java", host.vendor());
    }

    private Finding heap() {
        String most = mebibytes(host.heap()) + " at most";
        return host.heap() < ENOUGH_HEAP
                ? Finding.note(
                        "heap",
                        most,
                        "large caches and programs need more, and each run of a sweep beside the others: start with "
                                + OPTIONS + "=-Xmx4g")
                : Finding.fine("heap", most);
    }

    private static String mebibytes(long bytes) {
        return new ByteSize(bytes >> 20 << 20).toString();
    }

    /** A simulation allocates nothing once it runs; the other collectors make each store of a reference dearer. */
    private Finding collector() {
        String names = String.join(", ", host.collectors());
        return SERIAL.containsAll(host.collectors())
                ? Finding.fine("collector", names)
                : Finding.note("collector", names, "the plainest one is the fastest here: -XX:+UseSerialGC");
    }

    private Finding processors() {
        String count = host.processors() + " for this process";
        return host.processors() == 1
                ? Finding.note("processors", count, "the runs of a sweep go one after the other")
                : Finding.fine("processors", count);
    }

    private Finding names() {
        boolean utf8 = host.names().toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8");
        return utf8
                ? Finding.fine("names of files", host.names())
                : Finding.note(
                        "names of files",
                        host.names(),
                        "files whose names have other letters are not found; set a locale with UTF-8, such as 'export"
                                + " LC_ALL=C.UTF-8'");
    }
}
