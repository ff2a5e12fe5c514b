package dev.ziggurat.os.proc;

/**
 * What the part of the kernel that owns memory says of it: amounts now, and events since time 0. A page is {@value #PAGE_KIB} KiB here; a larger one
 * counts as the pages that it covers. What an amount says is true between two events of the simulation; nothing changes by being asked.
 */
public interface MemoryCounts {
    /** The size of a page in these counts, in KiB. */
    long PAGE_KIB = 4;

    /** Returns the pages that there are for users, and those that page tables take. */
    long totalPages();

    /** Returns the pages that there are for users and nobody uses. */
    long freePages();

    /** Returns the pages that page tables take. */
    long tablePages();

    /** Returns the pages of processes that are in memory. */
    long anonymousPages();

    /** Returns those of them that are clean and in a swap slot as well, so that they can be dropped. */
    long swapCachedPages();

    /** Returns the slots of the swap areas, 0 without swap. */
    long swapSlots();

    /** Returns those of them that hold nothing. */
    long freeSwapSlots();

    /** Returns the pages on their way to a device, now. */
    long pagesWrittenBack();

    /** Returns what the processes have asked for, in KiB. */
    long committedKib();

    /** Returns how many pages have been read from swap. */
    long swapIns();

    /** Returns how many pages have been written to swap. */
    long swapOuts();

    /** Returns how much has been read from block devices, in KiB. */
    long readKib();

    /** Returns how much has been written to block devices, in KiB. */
    long writtenKib();

    /** Returns how many pages have been given to processes. */
    long pagesGiven();

    /** Returns how many of them have come back. */
    long pagesReturned();

    /** Returns how many faults there have been, of all kinds. */
    long faults();

    /** Returns how many of them waited for a device. */
    long majorFaults();

    /** Returns what part of the free bytes lies not in the largest hole, in millionths; 0 where memory is given out by pages. */
    default long externalFragmentation() {
        return 0;
    }
}
