package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The records of ChampSim, 64 bytes each, little-endian, one an instruction:
 *
 * <pre>
 * u64 ip | u8 is_branch | u8 taken | u8 dst_reg[2] | u8 src_reg[4] | u64 dst_mem[2] | u64 src_mem[4]      (0 = none)
 * </pre>
 *
 * <p>Each becomes one FETCH, then its loads, then its stores. A load depends on the youngest earlier load from which one of the source
 * registers has its value ({@link RegisterChains}); a store on its own instruction's last load, or as a load would without one. The format
 * has no sizes: data references have {@code access} bytes, fetches four, both aligned downwards, so none straddles a line.
 */
public final class ChampSim implements TraceReader {
    static final ByteSize ACCESS = new ByteSize(8);

    private static final int RECORD = 64;
    private static final int CAPACITY = 1 << 16;
    private static final int BRANCH = 8;
    private static final int TAKEN = 9;
    private static final int DESTINATION = 10;
    private static final int DESTINATIONS = 2;
    private static final int SOURCE = 12;
    private static final int SOURCES = 4;
    private static final int STORED = 16;
    private static final int LOADED = 32;
    private static final int FETCH_SIZE = 4;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final TraceInput input;
    private final int size;
    private final byte[] bytes = new byte[CAPACITY];
    private final RegisterChains chains = new RegisterChains();

    private int at;
    private int filled;

    /** The bytes of a record that the end of the file cuts off. */
    private int cut;

    private long records;

    /** The references of the record at hand that are still to come: loads in order, then stores. */
    private final long[] addresses = new long[SOURCES + DESTINATIONS];

    private int next;
    private int loads;
    private int count;
    private long ip;

    /** The load that the record's loads, and its stores, depend on. */
    private long loadsAfter;

    private long storesAfter;

    /** The loads and stores so far. */
    private long references;

    private ChampSim(TraceInput input, int size) {
        this.input = input;
        this.size = size;
    }

    /**
     * {@code format: champsim}.
     *
     * @param access the bytes of a data reference, a power of two up to 64 B, default 8 B
     */
    public record Spec(ByteSize access) implements TraceFormat {
        public Spec {
            access = access == null ? ACCESS : access;
            if (access.bytes() < 1 || access.bytes() > 64 || Long.bitCount(access.bytes()) != 1) {
                throw new SpecException("access", access + " is no power of two from 1 B to 64 B");
            }
        }

        @Override
        public TraceReader open(TraceInput input) {
            return new ChampSim(input, (int) access.bytes());
        }

        /** Looks at the flags, which are 0 or 1, and at the instruction pointer, which is not 0. */
        @Override
        public boolean recognises(byte[] head, int length) {
            boolean fits = length >= RECORD;
            for (int i = 0; fits && i + RECORD <= length; i += RECORD) {
                fits = (head[i + BRANCH] | head[i + TAKEN] | 1) == 1 && (long) LONG.get(head, i) != 0;
            }
            return fits;
        }
    }

    @Override
    public boolean read(Reference into) {
        if (next == count) {
            return instruction(into);
        }
        references++;
        boolean load = next < loads;
        into.set(load ? Reference.Kind.LOAD : Reference.Kind.STORE, addresses[next] & -size, size);
        into.pc = ip;
        into.dependsOn = distance(load ? loadsAfter : storesAfter);
        next++;
        return true;
    }

    private int distance(long load) {
        long back = references - load;
        return load == 0 || back > Integer.MAX_VALUE ? 0 : (int) back;
    }

    private boolean instruction(Reference into) {
        if (at == filled && !refill()) {
            return false;
        }
        records++;
        int record = at;
        at += RECORD;
        ip = (long) LONG.get(bytes, record);
        if ((bytes[record + BRANCH] | bytes[record + TAKEN] | 1) != 1) {
            throw refuse("is_branch or taken is neither 0 nor 1; this is no trace of 64-byte ChampSim records");
        }
        next = 0;
        count = 0;
        collect(record + LOADED, SOURCES);
        loads = count;
        collect(record + STORED, DESTINATIONS);
        chain(record);
        into.set(Reference.Kind.FETCH, ip & -FETCH_SIZE, FETCH_SIZE);
        into.pc = ip;
        return true;
    }

    private void collect(int field, int fields) {
        for (int i = 0; i < fields; i++) {
            long address = (long) LONG.get(bytes, field + i * Long.BYTES);
            if (address != 0) {
                addresses[count++] = address;
            }
        }
    }

    private void chain(int record) {
        chains.begin();
        loadsAfter = 0;
        for (int i = 0; i < SOURCES; i++) {
            loadsAfter = chains.read(bytes[record + SOURCE + i] & 0xff, loadsAfter);
        }
        storesAfter = loads == 0 ? loadsAfter : references + loads;
        boolean plain = count == 0 && bytes[record + BRANCH] == 0;
        for (int i = 0; i < DESTINATIONS; i++) {
            chains.write(bytes[record + DESTINATION + i] & 0xff, storesAfter, plain);
        }
    }

    private boolean refill() {
        int over = cut;
        at = 0;
        filled = cut == 0 ? input.read(bytes, 0, CAPACITY) : 0;
        cut = filled % RECORD;
        filled -= cut;
        if (filled == 0 && over + cut > 0) {
            records++;
            throw refuse("the file ends in the middle of this record, which has 64 bytes");
        }
        return filled != 0;
    }

    @Override
    public TraceException refuse(String message) {
        return input.refused(TraceException.atRecord(input.file(), records, message));
    }

    @Override
    public void close() {
        input.close();
    }
}
