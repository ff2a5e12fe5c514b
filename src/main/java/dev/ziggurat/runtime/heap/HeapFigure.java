package dev.ziggurat.runtime.heap;

import java.util.Locale;

/** What a program may ask its allocator, as with {@code mallinfo}: counts that the allocator keeps anyway, and that cost no reference. */
public enum HeapFigure {
    /** {@code mallinfo-holes}: how many free stretches there are. */
    HOLES,

    /** {@code mallinfo-free}: the bytes in them. */
    FREE,

    /** {@code mallinfo-largest}: the bytes of the largest. */
    LARGEST,

    /** {@code mallinfo-live}: the bytes asked for of live blocks. */
    LIVE,

    /** {@code mallinfo-taken}: the bytes that they take. */
    TAKEN,

    /** {@code mallinfo-heap}: the bytes that the heap has. */
    HEAP,

    /** {@code mallinfo-splits}: how often a part of a hole was taken. */
    SPLITS,

    /** {@code mallinfo-merges}: how often two holes were joined. */
    MERGES,

    /** {@code mallinfo-holes-of BYTES}: how many holes have exactly so many bytes. */
    HOLES_OF,

    /** {@code mallinfo-unusable BYTES}: the part, in permille, of the free bytes that are in smaller holes; 1000 if nothing is free. */
    UNUSABLE;

    /** Returns the name of the call. */
    public String call() {
        return "mallinfo-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
