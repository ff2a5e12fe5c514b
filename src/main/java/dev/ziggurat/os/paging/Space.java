package dev.ziggurat.os.paging;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.PageTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address space of a process as the kernel has it. */
final class Space {
    final AddressSpace address;
    final PageTable table;
    final Areas areas;

    /** The binary logarithm of the size of its pages, and of how many frames one has. */
    final int leafShift;

    final int order;

    /** Its process has ended: there are no tables any more. */
    boolean over;

    private final @Nullable SystemCall[] calls;
    private final List<String> operations;

    /**
     * Makes an address space.
     *
     * @param operations the names of system calls, by number
     */
    Space(AddressSpace address, PageTable table, Areas areas, int leafShift, List<String> operations) {
        this.address = address;
        this.table = table;
        this.areas = areas;
        this.leafShift = leafShift;
        order = leafShift - UserFrames.SHIFT;
        this.operations = List.copyOf(operations);
        calls = new @Nullable SystemCall[operations.size()];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = SystemCall.named(operations.get(i));
        }
    }

    /** Returns the first address of the page of an address. */
    long page(long virtual) {
        return virtual & -(1L << leafShift);
    }

    /** Returns the call of a number, null if there is none. */
    @Nullable
    SystemCall call(int number) {
        return number >= 0 && number < calls.length ? calls[number] : null;
    }

    /** Says what the process asked for that does not exist. */
    String unknown(int number) {
        boolean named = number >= 0 && number < operations.size();
        return "unknown system call " + (named ? "'" + operations.get(number) + "'" : Integer.toString(number));
    }
}
