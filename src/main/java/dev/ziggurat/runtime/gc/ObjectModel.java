package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Values;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * How objects lie in memory: a header, the references, then other data.
 *
 * <p>The header's first word is the mark word, by which collectors do their work:
 *
 * <pre>
 *   63       48 47                       7 6    3   2        1       0
 *  +-----------+--------------------------+------+-----+-----------+------+
 *  | type      | distance or size / 8 B   | age  | gap | forwarded | mark |   forwarded by copying: the new address above bit 2
 *  +-----------+--------------------------+------+-----+-----------+------+
 * </pre>
 *
 * With a header of 16 B the second word is the address of the type's descriptor, with one of 12 B half a word has an eighth of it; with one of 8 B the type's number stands in the mark word, as with the
 * compact headers of JEP 450.
 */
public final class ObjectModel {
    /** It lives. */
    public static final long MARK = 1;

    /** It has been copied elsewhere. */
    public static final long FORWARDED = 2;

    /** It is no object but free memory. */
    public static final long GAP = 4;

    private static final int AGE_SHIFT = 3;
    private static final long AGE = 15L << AGE_SHIFT;

    private static final int DISTANCE_SHIFT = 7;
    private static final long DISTANCE = ((1L << 41) - 1) << DISTANCE_SHIFT;
    private static final int TYPE_SHIFT = 48;

    private static final long WORD = 8;
    private static final long HALF = 4;
    private static final long MIDDLE_HEADER = 12;
    private static final long LONG_HEADER = 16;

    private final long header;
    private final long reference;
    private final long alignment;

    /** Makes a model. */
    public ObjectModel(Spec spec) {
        header = spec.header.bytes();
        reference = spec.references.bytes();
        alignment = spec.alignment.bytes();
    }

    /**
     * {@code layout:} of a run-time system.
     *
     * @param header the bytes before the first reference: 8 B, 12 B (64-bit HotSpot with compressed class pointers) or 16 B (without, the default)
     * @param references the bytes of a reference: 8 B (default) or 4 B, for heaps below 32 GiB (HotSpot's compressed oops)
     * @param alignment what the size of each object is a multiple of, default 8 B (HotSpot's ObjectAlignmentInBytes)
     * @param values where programs that make objects have the values that these contain, inline (default) or boxed
     */
    public record Spec(ByteSize header, ByteSize references, ByteSize alignment, Values values) {
        /** What there is where nothing is said. */
        static final Spec STANDARD =
                new Spec(new ByteSize(LONG_HEADER), new ByteSize(WORD), new ByteSize(WORD), Values.INLINE);

        public Spec {
            header = header == null ? STANDARD.header : header;
            references = references == null ? STANDARD.references : references;
            alignment = alignment == null ? STANDARD.alignment : alignment;
            values = values == null ? STANDARD.values : values;
            if (header.bytes() != WORD && header.bytes() != MIDDLE_HEADER && header.bytes() != LONG_HEADER) {
                throw new SpecException("header", header + " is neither 8 B nor 12 B nor 16 B");
            }
            if (references.bytes() != WORD && references.bytes() != HALF) {
                throw new SpecException("references", references + " is neither 4 B nor 8 B");
            }
            if (header.bytes() == MIDDLE_HEADER && references.bytes() == WORD) {
                throw new SpecException(
                        "header", "with a header of 12 B references have 4 B; write 'references: 4 B' too");
            }
            if (alignment.bytes() < WORD || alignment.bytes() > 4096 || Long.bitCount(alignment.bytes()) != 1) {
                throw new SpecException("alignment", alignment + " is no power of two from 8 B to 4 KiB");
            }
        }

        /** Whether a reference has half a word. */
        boolean narrow() {
            return references.bytes() == HALF;
        }
    }

    /** Returns the bytes of a reference. */
    public long referenceBytes() {
        return reference;
    }

    /** Whether a reference has half a word. */
    boolean narrow() {
        return reference == HALF;
    }

    /** Whether the type stands behind the mark word. */
    public boolean hasTypeWord() {
        return header > WORD;
    }

    /** Whether it has half a word there. */
    boolean hasHalfTypeWord() {
        return header == MIDDLE_HEADER;
    }

    /** Returns the bytes of an object with so many references and bytes of other data. */
    long bytes(int references, long data) {
        return aligned(Math.max(data(0, references) + data, 2 * WORD));
    }

    /** Returns so many bytes rounded up, so that behind them an object may begin. */
    public long aligned(long bytes) {
        return (bytes + alignment - 1) / alignment * alignment;
    }

    /** Returns where a reference of an object stands. */
    public long field(long object, int index) {
        return object + header + index * reference;
    }

    /** Returns where the other data of an object begins: with a whole word. */
    long data(long object, int references) {
        return (field(object, references) + WORD - 1) / WORD * WORD;
    }

    /** Yields the store of the type behind the mark word of a new object; returns where the header ends. */
    long storeType(RuntimeThread thread, long object, long descriptor) {
        if (hasHalfTypeWord()) {
            thread.storeHalf(object + WORD, descriptor >>> Types.DESCRIPTOR_SHIFT);
        } else {
            thread.store(object + WORD, descriptor);
        }
        return object + header;
    }

    /** Returns the mark word of a new object. */
    long newMarkWord(int type) {
        return hasTypeWord() ? 0 : (long) type << TYPE_SHIFT;
    }

    /** Returns the type's number in a mark word. */
    static int type(long markWord) {
        return (int) (markWord >>> TYPE_SHIFT);
    }

    /** Returns the mark word of an object whose copy is elsewhere. */
    static long forwardedTo(long address) {
        return address | FORWARDED;
    }

    /** Returns where the copy of an object is whose mark word says so. */
    public static long forwarded(long markWord) {
        return markWord & ~7L;
    }

    /** Returns the mark word with the distance by which the object will move, in bytes. */
    public static long withDistance(long markWord, long bytes) {
        return (markWord & ~DISTANCE) | ((bytes / WORD) << DISTANCE_SHIFT);
    }

    /** Returns the distance by which an object will move, or the size of a gap, in bytes. */
    public static long distance(long markWord) {
        return ((markWord & DISTANCE) >>> DISTANCE_SHIFT) * WORD;
    }

    /** Returns the mark word of free memory of a size. */
    public static long gap(long bytes) {
        return withDistance(GAP, bytes);
    }

    /** Returns how many collections an object has lived through, 15 at most. */
    public static int age(long markWord) {
        return (int) ((markWord & AGE) >>> AGE_SHIFT);
    }

    /** Returns the mark word of an object that has lived through one collection more. */
    public static long older(long markWord) {
        return (markWord & AGE) == AGE ? markWord : markWord + (1L << AGE_SHIFT);
    }

    public static boolean is(long markWord, long bits) {
        return (markWord & bits) != 0;
    }
}
