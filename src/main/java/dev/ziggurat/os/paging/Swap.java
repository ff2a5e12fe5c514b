package dev.ziggurat.os.paging;

import dev.ziggurat.os.Transfer;
import dev.ziggurat.os.frames.SwapSlots;
import dev.ziggurat.stats.Section;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.Direction;

/**
 * The swap area: a slot of 4 KiB after the other from the first sector of its device on. A slot is the only place of a page, or it holds the same as
 * a clean page in memory.
 *
 * <p>The entry of a page in a slot is not present and holds the slot's number + 1 from bit {@value #ENTRY_SHIFT} on. Linux has it in these bits too
 * (arch/x86/include/asm/pgtable_64.h), but inverted and with the number of the area above.
 */
final class Swap {
    static final long NONE = SwapSlots.NONE;

    private static final int ENTRY_SHIFT = 9;
    private static final int PAGE = 1 << UserFrames.SHIFT;
    private static final int SECTORS = PAGE / BlockRequest.SECTOR;

    private final BlockDevice device;
    private final SwapSlots slots;

    // Slots in use: those that are the only place of a page, and those of pages that are in memory too.
    private long away;
    private long cached;

    Swap(BlockDevice device, long size, int cores) {
        if (size > device.capacity()) {
            throw new IllegalArgumentException(
                    "a swap area of " + size + " bytes on a device of " + device.capacity() + " bytes");
        }
        this.device = device;
        slots = new SwapSlots(size >>> UserFrames.SHIFT, SwapSlots.LINUX_CLUSTER, cores);
    }

    /** Returns the word of an entry whose page is in a slot; 0 for none. */
    static long word(long slot) {
        return (slot + 1) << ENTRY_SHIFT;
    }

    /** Returns the slot of an entry that is not present; {@link #NONE} if the page is nowhere. */
    static long slot(long word) {
        return (word >>> ENTRY_SHIFT) - 1;
    }

    /** Has a transfer bring the page in a slot to a frame, or take it there. */
    Transfer transfer(Transfer by, Direction way, long slot, long frame) {
        return by.of(way, device, frame << UserFrames.SHIFT, slot * SECTORS, PAGE);
    }

    /** Whether a slot can be had, if another is given back before ({@link #NONE}: if none is). */
    boolean hasRoom(long before) {
        return before != NONE || slots.free() > 0;
    }

    /** Takes a slot for a page that leaves memory, for a core. */
    long take(int core) {
        away++;
        return slots.allocate(core);
    }

    /** The page that is in memory and in its slot leaves memory. */
    void leave() {
        cached--;
        away++;
    }

    /** The page in a slot is in memory too. */
    void come() {
        away--;
        cached++;
    }

    /** Gives back the slot of a page that is in memory too. */
    void freeCached(long slot) {
        cached--;
        slots.free(slot);
    }

    /** Gives back the slot of a page that is nowhere else. */
    void free(long slot) {
        away--;
        slots.free(slot);
    }

    /** Returns how many slots hold pages that are in memory too. */
    long cached() {
        return cached;
    }

    /** Returns how many slots there are. */
    long total() {
        return slots.total();
    }

    /** Returns how many slots are free. */
    long free() {
        return slots.free();
    }

    void describe(Section section) {
        slots.describe(section);
        section.law("swap slots used = pages away + pages in both places", slots::used, () -> away + cached);
    }
}
