package dev.ziggurat.os.replacement;

import dev.ziggurat.os.frames.PagedLongs;
import java.util.Arrays;

/**
 * The optimum (Belady, 1966; Mattson et al., 1970): the page whose next use is farthest; of those never used again the smallest page. No policy
 * has fewer faults, and none can be built that knows what this one does.
 *
 * <p>The future is read only as far as a decision needs it: until all resident pages but one have been met, or to the end. What has been
 * read and has not happened yet is remembered as one number a reference, 8 bytes; beside that a few numbers for each distinct page. A page
 * that is never used again makes it read on to the end of the run once: 8 bytes for each reference that is left. A reference, and each step
 * ahead, costs a rearrangement of a heap of the resident pages.
 */
public final class PageOptimal implements PageReplacement {
    private static final int FIRST_WINDOW = 1 << 10;
    private static final int LONGEST_WINDOW = 1 << 30;

    private final Future future;

    /** References are numbered from 1; those up to {@code done} have retired, those up to {@code read} are known. */
    private long done;

    private long read;
    private boolean ended;

    /** By reference that is known and has not retired, modulo the length: the next reference to the same page, 0 if that is not known. */
    private long[] following = new long[FIRST_WINDOW];

    /** By page: the last reference to it that is known. */
    private final PagedLongs latest = new PagedLongs();

    /** The resident pages that have not been chosen, and the next use of every page. */
    private final NextUses uses = new NextUses();

    private final PagedLongs frames = new PagedLongs();
    private final PagedLongs pages = new PagedLongs();
    private long[] pinned = new long[1];

    private PageOptimal(Future future) {
        this.future = future;
    }

    /** {@code page-replacement: opt}. */
    public record Spec() implements PageReplacementSpec {
        @Override
        public PageReplacement create(Kernel kernel) {
            return new PageOptimal(kernel.future());
        }

        @Override
        public boolean watchesReferences() {
            return true;
        }

        @Override
        public boolean readsFuture() {
            return true;
        }
    }

    @Override
    public void loaded(long frame, long page) {
        pages.set(frame, page);
        frames.set(page, frame);
        uses.add(page);
    }

    @Override
    public void freed(long frame) {
        long page = pages.at(frame);
        if (frames.at(page) == frame) {
            uses.remove(page);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this is not the reference that the future told
     */
    @Override
    public void referenced(long frame, Use use) {
        if (read == done) {
            lookAhead();
        }
        done++;
        long page = pages.at(frame);
        if (uses.use(page) != done) {
            throw new IllegalStateException("reference " + done + " goes to page 0x" + Long.toHexString(page)
                    + ", which the second instance of the program does not use then");
        }
        uses.use(page, following[(int) done & (following.length - 1)]);
    }

    @Override
    public long victim(Pins pins) {
        int aside = 0;
        long victim = NONE;
        while (victim == NONE && uses.size() > 0) {
            long page = uses.farthest();
            if (pins.pinned(frames.at(page))) {
                aside = setAside(page, aside);
            } else if (uses.unknown() <= 1 || !lookAhead()) {
                uses.remove(page);
                victim = frames.at(page);
            }
        }
        for (int i = 0; i < aside; i++) {
            uses.add(pinned[i]);
        }
        return victim;
    }

    private int setAside(long page, int aside) {
        uses.remove(page);
        if (aside == pinned.length) {
            pinned = Arrays.copyOf(pinned, 2 * aside);
        }
        pinned[aside] = page;
        return aside + 1;
    }

    /** Reads one reference more; false at the end. */
    private boolean lookAhead() {
        long page = ended ? Future.END : future.next();
        if (page == Future.END) {
            ended = true;
            return false;
        }
        read++;
        if (read - done > following.length) {
            widen();
        }
        int mask = following.length - 1;
        following[(int) read & mask] = NextUses.UNKNOWN;
        long before = latest.at(page);
        if (before > done) {
            following[(int) before & mask] = read;
        } else {
            uses.use(page, read);
        }
        latest.set(page, read);
        return true;
    }

    private void widen() {
        if (following.length == LONGEST_WINDOW) {
            throw new IllegalStateException("the next uses lie more than " + LONGEST_WINDOW
                    + " references ahead; page-replacement: opt needs a shorter run");
        }
        long[] wider = new long[2 * following.length];
        for (long reference = done + 1; reference < read; reference++) {
            wider[(int) reference & (wider.length - 1)] = following[(int) reference & (following.length - 1)];
        }
        following = wider;
    }
}
