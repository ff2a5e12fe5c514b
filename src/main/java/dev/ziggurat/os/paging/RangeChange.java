package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.PageTableEntry;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a system call that goes over the pages of a range: a load and a store of each entry that says anything, then one shoot-down, of the
 * page or, if there were several, of the space; then what was unmapped is free. It waits for pages under way. Meanwhile the
 * space is locked: what other threads would find between its areas and its entries is no state of either.
 */
final class RangeChange {
    private static final int UNMAPPED = -1;

    private final Paging paging;
    private final PagingProgram program;
    private final PageLock lock;
    private Step step = Step.DONE;

    // The range, how far it has come, and what pages are to have: rights, or nothing.
    private @Nullable Space space;
    private long at;
    private long end;
    private int rights;

    /** How many mapped pages have changed, and the last of them. */
    private long changed;

    private long last;

    // First frames that are free when all cores have forgotten them.
    private long[] freed = new long[16];
    private int freedCount;

    private enum Step {
        READ,
        CHANGE,
        FREE,
        DONE
    }

    RangeChange(Paging paging, PagingProgram program) {
        this.paging = paging;
        this.program = program;
        lock = new PageLock(paging.locks);
    }

    /** The pages of a range are to go. */
    void unmap(Space of, long from, long to) {
        begin(of, from, to);
        rights = UNMAPPED;
    }

    /** The pages of a range are to have other rights. */
    void protect(Space of, long from, long to, int newRights) {
        begin(of, from, to);
        rights = newRights;
    }

    /** Locks the space before there is a range: what is to be unmapped may be nobody else's meanwhile. */
    void claim(Space of) {
        space = of;
        freedCount = 0;
        lock.take(of, PagingProgram.ALL);
    }

    private void begin(Space of, long from, long to) {
        if (!lock.held()) {
            claim(of);
        }
        at = from;
        end = to;
        changed = 0;
        step = Step.READ;
    }

    /** Yields the next step; false if there is none. */
    boolean next(Reference into) {
        Space of = Objects.requireNonNull(space);
        while (true) {
            switch (step) {
                case READ -> {
                    if (read(of, into)) {
                        return true;
                    }
                }
                case CHANGE -> {
                    if (change(of, into)) {
                        return true;
                    }
                }
                case FREE -> free(of);
                case DONE -> {
                    return false;
                }
            }
        }
    }

    /** Reads the next entry that says anything, unless a page is under way up to it, which may have no entry yet; at the end has all cores forget what has changed. */
    private boolean read(Space of, Reference into) {
        long page = of.table.next(at, end);
        PageLock other = paging.locks.find(of, at, page < 0 ? end : page + 1);
        if (other != null) {
            program.block(into, other);
            return true;
        }
        if (page < 0) {
            step = Step.FREE;
            if (changed > 0) {
                program.shootDown(into, of, changed == 1 ? last : PagingProgram.ALL);
                return true;
            }
            return false;
        }
        at = page;
        into.set(Kind.LOAD, of.table.entry(page), PagingProgram.ENTRY);
        step = Step.CHANGE;
        return true;
    }

    /** Changes the entry that was read, unless it is under way now. */
    private boolean change(Space of, Reference into) {
        step = Step.READ;
        long word = of.table.word(at);
        if (word == 0 || paging.locks.find(of, at) != null) {
            return false;
        }
        long page = at;
        at = page + (1L << of.leafShift);
        if (PageTableEntry.present(word)) {
            changed++;
            last = page;
            long entry = rights == UNMAPPED ? unmap(of, page) : of.table.protect(page, rights);
            into.set(Kind.STORE, entry, PagingProgram.ENTRY);
            return true;
        }
        if (rights != UNMAPPED) {
            return false;
        }
        long entry = of.table.entry(page);
        paging.site.words().write(entry, 0);
        Objects.requireNonNull(paging.swap).free(Swap.slot(word));
        into.set(Kind.STORE, entry, PagingProgram.ENTRY);
        return true;
    }

    private long unmap(Space of, long page) {
        long frame = of.table.physical(page) >>> UserFrames.SHIFT;
        long entry = of.table.unmap(page);
        paging.release(frame, of);
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, 2 * freedCount);
        }
        freed[freedCount++] = frame;
        return entry;
    }

    private void free(Space of) {
        for (int i = 0; i < freedCount; i++) {
            paging.frames.giveBack(freed[i], of.order);
        }
        freedCount = 0;
        lock.release();
        step = Step.DONE;
    }

    /** The thread is over: what was taken out is free, and so is the way for others. */
    void abandon() {
        Space of = space;
        if (of != null) {
            free(of);
        }
    }
}
