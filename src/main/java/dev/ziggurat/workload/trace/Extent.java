package dev.ziggurat.workload.trace;

/** The rules that the bytes of a reference keep in every format. */
final class Extent {
    /** More than any instruction touches (XSAVE stays below 12 KiB). */
    private static final long LARGEST = 1 << 16;

    private Extent() {}

    /** Refuses a record whose reference is empty, too large or goes round the end of the address space. */
    static void check(TraceReader reader, long address, long size) {
        if (size - 1 >= LARGEST || size < 1 || Long.compareUnsigned(address + (size - 1), address) < 0) {
            throw reader.refuse("a reference of " + size + " bytes at 0x" + Long.toHexString(address) + "; it has 1 to "
                    + LARGEST + " bytes and ends below 2^64");
        }
    }
}
