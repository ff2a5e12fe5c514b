package dev.ziggurat.os.paging;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.PageTableEntry;
import dev.ziggurat.os.AccessedFlush;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.frames.FrameAllocator;
import dev.ziggurat.os.frames.PagedLongs;
import dev.ziggurat.os.replacement.AccessedBits;
import dev.ziggurat.os.replacement.PageReplacement;
import dev.ziggurat.os.replacement.PageReplacement.Use;
import dev.ziggurat.stats.Section;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames that user pages may occupy, from physical address 0 on, and which page of which space each holds. A frame is free; or held, by a
 * program of the kernel that brings a page into it or out of it; or resident. Only resident pages of 4 KiB are victims.
 */
final class UserFrames implements AccessedBits {
    static final long NONE = FrameAllocator.NONE;

    /** The binary logarithm of the size of a frame. */
    static final int SHIFT = 12;

    private static final int TAG_BITS = 12;
    private static final long TAG = (1 << TAG_BITS) - 1;

    private final Kernel kernel;
    private final WordStore words;
    private final FrameAllocator allocator;
    private final FramePins pins;
    private final FrameQueue queue;
    private final boolean flushesByInterrupt;
    private @Nullable PageReplacement policy;

    /** The spaces that live, by tag. */
    private @Nullable Space[] spaces = new @Nullable Space[16];

    /** By frame: the page that it holds and the tag of its space (page x 4096 + tag), and the swap slot that holds the same + 1. */
    private final PagedLongs owners = new PagedLongs();

    private final PagedLongs slots = new PagedLongs();

    private Looks looks = new Looks();

    // Frames, now and since time 0.
    private long resident;
    private long held;
    private long given;
    private long returned;

    UserFrames(PagingSite site, FrameAllocator allocator, FramePins pins, FrameQueue queue) {
        kernel = site.kernel();
        words = site.words();
        this.allocator = allocator;
        this.pins = pins;
        this.queue = queue;
        flushesByInterrupt = site.accessedFlush() == AccessedFlush.IPI;
    }

    /** Names who chooses victims; once. */
    void chooseBy(PageReplacement chooser) {
        policy = chooser;
    }

    private PageReplacement policy() {
        return Objects.requireNonNull(policy);
    }

    /** Gives a space the lowest tag that no other has. */
    int freeTag() {
        for (int tag = 0; tag < spaces.length; tag++) {
            if (spaces[tag] == null) {
                return tag;
            }
        }
        spaces = Arrays.copyOf(spaces, 2 * spaces.length);
        return spaces.length / 2;
    }

    void add(Space space) {
        spaces[space.address.tag()] = space;
    }

    void remove(Space space) {
        spaces[space.address.tag()] = null;
    }

    /** Returns the space of a tag. */
    Space living(int tag) {
        return Objects.requireNonNull(spaces[tag], "no space has that tag");
    }

    /** Returns the bytes of the areas that all spaces have asked for. */
    long committed() {
        long sum = 0;
        for (Space space : spaces) {
            sum += space == null ? 0 : space.areas.bytes();
        }
        return sum;
    }

    /** Takes a free run of 2^order frames, to be held; {@link #NONE} if there is none. */
    long take(int order) {
        long frame = allocator.allocate(order);
        if (frame != NONE) {
            held += 1L << order;
            given += 1L << order;
        }
        return frame;
    }

    /** A run that was held is free. */
    void giveBack(long frame, int order) {
        allocator.free(frame, order);
        held -= 1L << order;
        returned += 1L << order;
        queue.changed();
    }

    /** A run that was held holds a page from now on, which is mapped. */
    void settle(long frame, Space space, long virtual) {
        owners.set(frame, (virtual >>> SHIFT << TAG_BITS) | space.address.tag());
        held -= 1L << space.order;
        resident += 1L << space.order;
        countStack(space, virtual, 1);
        space.resident += 1L << space.order;
        if (space.order == 0) {
            policy().loaded(frame, virtual >>> SHIFT);
        }
    }

    /** A page is not mapped any more; its run is held. */
    void unsettle(long frame, int order) {
        resident -= 1L << order;
        held += 1L << order;
        Space space = space(owners.at(frame));
        if (space != null) {
            space.resident -= 1L << order;
            countStack(space, virtual(frame), -1);
        }
        pins.forget(frame);
        if (order == 0) {
            policy().freed(frame);
        }
    }

    private void countStack(Space space, long virtual, int more) {
        if (space.areas.inStack(virtual)) {
            space.stackPages.set(
                    space.stackPages.value() + more,
                    kernel.simulation().engine().now());
        }
    }

    /** Chooses a victim, {@link #NONE} if there is none; the looks that this takes are written down. */
    long victim(Looks into) {
        looks = into;
        return policy().victim(pins);
    }

    /** A frame that was chosen is not evicted after all. */
    void keep(long frame) {
        policy().loaded(frame, virtual(frame) >>> SHIFT);
        queue.changed();
    }

    @Override
    public boolean takeAccessed(long frame) {
        Space space = owner(frame);
        long virtual = virtual(frame);
        long entry = space.table.entry(virtual);
        boolean accessed = PageTableEntry.accessed(words.read(entry));
        if (accessed) {
            space.table.clear(virtual, PageTableEntry.ACCESSED);
            if (!flushesByInterrupt) {
                kernel.invalidate(space.address, virtual, SHIFT);
            }
        }
        looks.add(entry, accessed, owners.at(frame));
        return accessed;
    }

    /** The page of an address has been used by a reference that has retired; nothing if it is not in memory any more. */
    void used(Space space, long virtual, Use use) {
        long physical = space.table.physical(virtual);
        if (physical >= 0) {
            policy().referenced(physical >>> SHIFT, use);
        }
    }

    /** Returns whose page a resident frame holds. */
    Space owner(long frame) {
        return Objects.requireNonNull(space(owners.at(frame)), "a page of nobody");
    }

    /** Returns the space of which one page is noted, null if it has ended. */
    @Nullable
    Space space(long owner) {
        return spaces[(int) (owner & TAG)];
    }

    /** Returns the virtual address of a page that is noted. */
    static long noted(long owner) {
        return owner >>> TAG_BITS << SHIFT;
    }

    /** Returns the virtual address of the page that a resident frame holds. */
    long virtual(long frame) {
        return noted(owners.at(frame));
    }

    /** Returns the slot that holds the same as a frame, {@link Swap#NONE} if there is none. */
    long slot(long frame) {
        return slots.at(frame) - 1;
    }

    void slot(long frame, long slot) {
        slots.set(frame, slot + 1);
    }

    /** Returns how many frames there are. */
    long total() {
        return allocator.total();
    }

    long free() {
        return allocator.free();
    }

    /** Returns how many frames hold a page that is mapped. */
    long resident() {
        return resident;
    }

    /** Returns how many frames are held by programs of the kernel. */
    long held() {
        return held;
    }

    /** Returns how many frames have been given out since time 0. */
    long given() {
        return given;
    }

    /** Returns how many frames have come back since time 0. */
    long returned() {
        return returned;
    }

    void describe(Section section) {
        allocator.describe(section);
        section.law("frames used = resident + under way", allocator::used, () -> resident + held);
        section.law("frames used = given out - come back", allocator::used, () -> given - returned);
    }
}
