package dev.ziggurat.os;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The system calls about segments, beside {@code exit}. Programs know them by name ({@link dev.ziggurat.memory.Program#operation}). An
 * {@code ADDRESS} is that of the first byte of a segment. Answers below 0 are Linux's error numbers.
 */
public enum SegmentCall {
    /** {@code create-segment BYTES RIGHTS}: a new segment of zeros. Answers its address. */
    CREATE_SEGMENT,

    /** {@code delete-segment ADDRESS}: the segment is no more, and its memory is free. Answers 0. */
    DELETE_SEGMENT,

    /**
     * {@code resize-segment ADDRESS BYTES}: another length. It grows where it lies or not at all, and what is new is zeros. Answers 0.
     */
    RESIZE_SEGMENT,

    /** {@code protect-segment ADDRESS RIGHTS}: other rights. Answers 0. */
    PROTECT_SEGMENT,

    /** {@code reserve PHYSICAL BYTES}: a segment at just this place of memory, which never moves and is not cleared. Answers its address. */
    RESERVE,

    /** {@code segment-base ADDRESS}: answers where the segment lies in memory, as the kernel of a real system tells nobody but its debugger. */
    SEGMENT_BASE,

    /** {@code segment-holes}: answers the number of holes in memory. */
    SEGMENT_HOLES,

    /** {@code segment-free}: answers the bytes that are free. */
    SEGMENT_FREE,

    /** {@code segment-largest-hole}: answers the size of the largest hole. */
    SEGMENT_LARGEST_HOLE,

    /** {@code segment-fragmentation}: answers the external fragmentation in millionths. */
    SEGMENT_FRAGMENTATION;

    /** Returns the call of a name, null if there is none. */
    public static @Nullable SegmentCall named(String name) {
        for (SegmentCall each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return each;
            }
        }
        return null;
    }
}
