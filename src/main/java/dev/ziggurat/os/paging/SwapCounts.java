package dev.ziggurat.os.paging;

import dev.ziggurat.os.Transfer;
import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.storage.Direction;

/** Pages between memory and the swap area, since time 0. */
final class SwapCounts implements Transfer.Counts {
    private long insBegun;
    private long outsBegun;
    private long ins;
    private long outs;

    // Pages that had been written when they lost their entry: all, those that are not on their way yet, and those whose
    // process ended just then.
    private long dirty;
    private long toWrite;
    private long abandoned;

    // From the instant at which the thread left its core to the end of the transfer, by cause and in all.
    private final Book time = new Book();
    private long span;

    /** A page that was written has lost its entry. */
    void dirty() {
        dirty++;
        toWrite++;
    }

    /** Such a page is of no use any more. */
    void abandoned() {
        toWrite--;
        abandoned++;
    }

    @Override
    public void begun(Direction way) {
        if (way == Direction.READ) {
            insBegun++;
        } else {
            outsBegun++;
            toWrite--;
        }
    }

    @Override
    public void ended(Direction way, MarkList marks) {
        if (way == Direction.READ) {
            ins++;
        } else {
            outs++;
        }
        time.add(marks);
        span += marks.end() - marks.start();
    }

    /** Returns how many pages have been read. */
    long ins() {
        return ins;
    }

    /** Returns how many pages have been written. */
    long outs() {
        return outs;
    }

    /** Returns how many pages are to be written, and are not yet. */
    long outsUnderWay() {
        return outsBegun - outs;
    }

    /** Returns how many transfers are under way. */
    long underWay() {
        return insBegun + outsBegun - ins - outs;
    }

    void describe(Section section, Section times, Names causes) {
        section.counter("swap_ins", "pages", "pages read from swap", () -> ins);
        section.counter("dirty_evictions", "pages", "evicted pages that had been written since they came", () -> dirty);
        section.counter("swap_outs", "pages", "pages written to swap", () -> outs);
        section.counter(
                "pages_abandoned",
                "pages",
                "dirty evictions of pages whose process ended before they were on their way",
                () -> abandoned);
        section.law(
                "dirty evictions = pages written + being written + to be written + of no use any more",
                () -> dirty,
                () -> outsBegun + toWrite + abandoned);
        time.describe(times, causes, "time of pages on their way to and from swap");
        times.law("the causes of transfers sum to their time (ps)", time::total, () -> span);
    }
}
