package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.memory.MemoryRequest;
import java.util.Arrays;
import java.util.List;

/**
 * Where an address lies. The number of its burst is read as a number of mixed radix, a digit for each field, the last field of the mapping
 * the least significant: for sizes that are powers of two these are bits, for six channels or three ranks remainders. What lies beyond the
 * capacity wraps by itself.
 */
final class AddressMap {
    private static final int FIELDS = AddressField.values().length;

    private final int lineBytes;
    private final int lineShift;
    private final long lines;
    private final Banks banks;

    // Of each field: how many bursts lie below its digit, how many values the digit has, and both as shift and mask.
    private final long[] below = new long[FIELDS];
    private final long[] size = new long[FIELDS];
    private final int[] shift = new int[FIELDS];
    private final long[] mask = new long[FIELDS];
    private final boolean inBits;

    /**
     * @param fields the mapping, most significant first, each field at most once
     * @param sizes the number of values by ordinal of the field; of fields that are not in the mapping it is 1
     * @param organisation of each rank
     */
    AddressMap(List<AddressField> fields, long[] sizes, Organisation organisation) {
        lineBytes = organisation.line();
        banks = Banks.of(organisation, (int) sizes[AddressField.RANK.ordinal()]);
        lineShift = Integer.numberOfTrailingZeros(lineBytes);
        Arrays.fill(size, 1);
        Arrays.fill(below, 1);
        long product = 1;
        for (int i = fields.size() - 1; i >= 0; i--) {
            int field = fields.get(i).ordinal();
            below[field] = product;
            size[field] = sizes[field];
            product = Math.multiplyExact(product, sizes[field]);
        }
        lines = product;
        inBits = Long.bitCount(product) == 1;
        for (int field = 0; field < FIELDS; field++) {
            shift[field] = Long.numberOfTrailingZeros(below[field]);
            mask[field] = size[field] - 1;
        }
    }

    /** Returns the number of the burst that holds an address; what lies beyond the capacity has wrapped. */
    long line(long address) {
        long line = address >>> lineShift;
        if (line < lines) {
            return line;
        }
        return inBits ? line & (lines - 1) : line % lines;
    }

    /** Whether an address lies beyond the capacity. */
    boolean beyond(long address) {
        return address >>> lineShift >= lines;
    }

    /** Returns the bytes of its burst that a request touches, a bit each; it must not reach beyond the burst. */
    long bytes(MemoryRequest request) {
        if (request.size >= lineBytes) {
            return lineBytes == Long.SIZE ? -1L : (1L << lineBytes) - 1;
        }
        int offset = (int) request.physicalAddress & (lineBytes - 1);
        return ((1L << request.size) - 1) << offset;
    }

    /** Returns the channel of an address. */
    int channel(long address) {
        return field(AddressField.CHANNEL, line(address));
    }

    /** Says where an address lies in its channel. */
    void place(long address, Place into) {
        long line = line(address);
        into.line = line;
        into.bank = banks.number(
                field(AddressField.RANK, line), field(AddressField.BANKGROUP, line), field(AddressField.BANK, line));
        into.row = field(AddressField.ROW, line);
        into.column = field(AddressField.COLUMN, line);
    }

    private int field(AddressField which, long line) {
        int field = which.ordinal();
        if (inBits) {
            return (int) (line >>> shift[field] & mask[field]);
        }
        return (int) (line / below[field] % size[field]);
    }
}
