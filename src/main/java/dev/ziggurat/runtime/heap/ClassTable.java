package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.WordStore;

/**
 * Where the metadata of a {@link SizeClasses} heap lie, behind the table of its pages: the class of each size, the size of each class, what is central of
 * each class, a word for each page that leads to its span, a line for each span, and the lists of each thread.
 */
final class ClassTable {
    static final int WORD = 8;

    // A span, by its first page: class, 0 for a block of its own | the first free block | blocks that are out | the
    // next and the one before of those
    // with free blocks | bytes of a block of its own.
    static final int CLASS = 0;
    static final int FREE = 8;
    static final int OUT = 16;
    static final int NEXT = 24;
    static final int BEFORE = 32;
    static final int BYTES = 40;

    // What is central of a class: its lock | the first span with free blocks.
    static final int SPANS = 8;

    // A thread's list of a class: the first block | how many they are.
    static final int LENGTH = 8;

    private static final int LINE = 64;
    private static final int LIST = 16;
    private static final int MOST_THREADS = 4096;

    private final ClassSizes sizes;
    private final long heap;
    private final long classes;
    private final long bytes;
    private final long central;
    private final long pages;
    private final long spans;
    private final long lists;
    private final long end;

    ClassTable(ClassSizes sizes, long heap, long heapBytes, long base) {
        this.sizes = sizes;
        this.heap = heap;
        classes = base;
        long entries = ClassSizes.entry(sizes.size(sizes.count())) + 1;
        bytes = Region.up(classes + entries, LINE);
        central = Region.up(bytes + (sizes.count() + 1L) * WORD, LINE);
        pages = central + (sizes.count() + 1L) * LINE;
        long count = heapBytes / ClassSizes.PAGE;
        spans = Region.up(pages + count * WORD, LINE);
        lists = spans + count * LINE;
        end = Region.up(lists + MOST_THREADS * perThread(), Region.PAGE);
    }

    private long perThread() {
        return Region.up((sizes.count() + 1L) * LIST, LINE);
    }

    /** Writes the tables that are there before the program starts. */
    void open(WordStore words) {
        for (int i = 1; i <= sizes.count(); i++) {
            words.write(bytes + (long) i * WORD, sizes.size(i));
        }
        long last = ClassSizes.entry(sizes.size(sizes.count()));
        for (long entry = 0; entry <= last; entry++) {
            long address = classes + entry;
            long word = words.read(address & -WORD);
            long shift = (address & (WORD - 1)) * 8;
            words.write(address & -WORD, word | (long) sizes.classOf(ClassSizes.largestOf(entry)) << shift);
        }
    }

    long start() {
        return classes;
    }

    long end() {
        return end;
    }

    /** Returns where the byte lies that tells the class of a size. */
    long classOf(long size) {
        return classes + ClassSizes.entry(size);
    }

    /** Returns where the word lies that tells the size of a class. */
    long sizeOf(int of) {
        return bytes + (long) of * WORD;
    }

    /** Returns what is central of a class; its lock comes first. */
    long central(int of) {
        return central + (long) of * LINE;
    }

    /** Returns where the word lies that leads from an address to its span. */
    long page(long address) {
        return pages + (address - heap) / ClassSizes.PAGE * WORD;
    }

    /** Returns the span that begins at an address. */
    long span(long start) {
        return spans + (start - heap) / ClassSizes.PAGE * LINE;
    }

    /** Returns where a span begins. */
    long startOf(long span) {
        return heap + (span - spans) / LINE * ClassSizes.PAGE;
    }

    /** Returns a thread's list of a class. */
    long list(int thread, int of) {
        if (thread >= MOST_THREADS) {
            throw new IllegalStateException("a heap of size classes has at most " + MOST_THREADS + " threads");
        }
        return lists + thread * perThread() + (long) of * LIST;
    }
}
