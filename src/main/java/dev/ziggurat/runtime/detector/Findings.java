package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.detector.KnownBlocks.Block;
import dev.ziggurat.runtime.detector.KnownBlocks.Finding;
import dev.ziggurat.stats.Section;
import java.util.ArrayList;
import java.util.List;

/** What a detector has found: counted, and the first reports in the words of the known tools. */
final class Findings {
    /** How many are told in words: the rest is counted. */
    private static final int MOST_REPORTS = 20;

    private final String process;
    private final List<String> reports = new ArrayList<>();
    private final long[] counts = new long[Verdict.values().length];

    Findings(String process) {
        this.process = process;
    }

    /** An access was caught. */
    void access(Kind kind, long address, long bytes, Finding finding) {
        String what = kind == Kind.STORE ? "store" : kind == Kind.MODIFY ? "modify" : "load";
        add(finding, what + " of " + bytes + " B at " + shown(address) + place(address, finding));
    }

    /** A call of free was caught. */
    void free(long address, Finding finding) {
        add(finding, "free of " + shown(address) + place(address, finding));
    }

    private void add(Finding finding, String what) {
        counts[finding.verdict().ordinal()]++;
        if (reports.size() < MOST_REPORTS) {
            reports.add("process '" + process + "': " + finding.verdict().words() + ": " + what);
        }
    }

    private static String place(long address, Finding finding) {
        Block block = finding.block();
        if (block == null) {
            return ", near no block";
        }
        String where = address < block.address()
                ? (block.address() - address) + " B before"
                : address >= block.end()
                        ? (address - block.end()) + " B behind"
                        : (address - block.address()) + " B inside";
        boolean gone = finding.verdict() == Verdict.USE_AFTER_FREE || finding.verdict() == Verdict.DOUBLE_FREE;
        return ", " + where + (gone ? " the freed block of " : " the block of ") + block.bytes() + " B at "
                + shown(block.address()) + " from site " + block.site();
    }

    static String shown(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Adds a report of another kind. */
    void report(String text) {
        reports.add("process '" + process + "': " + text);
    }

    List<String> reports() {
        List<String> all = new ArrayList<>(reports);
        if (found() > MOST_REPORTS) {
            all.add("process '" + process + "': " + found() + " memory errors in all; the first " + MOST_REPORTS
                    + " are told");
        }
        return List.copyOf(all);
    }

    long found() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    void describe(Section section) {
        for (Verdict each : Verdict.values()) {
            if (each != Verdict.OK) {
                section.counter(each.metric(), "errors", each.sentence(), () -> counts[each.ordinal()]);
            }
        }
    }
}
