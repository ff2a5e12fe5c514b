package dev.ziggurat.memory;

import java.util.Arrays;

/**
 * The words that matter of a simulated memory: no request carries data, so whoever needs a value, such as an entry of a page table, keeps
 * it here under its physical address.
 *
 * <p>Two levels: a directory of pages of 4 KiB, found by hashing (open addressing, so that any 64-bit address will do), and the words of a page.
 * Pages are made on first write; a word that was never written is 0. The page used last is at hand.
 */
public final class WordStore {
    private static final int PAGE_SHIFT = 12;
    private static final int WORD_SHIFT = 3;
    private static final int WORDS = 1 << (PAGE_SHIFT - WORD_SHIFT);
    private static final int FIRST_SIZE = 64;

    /** No page: page numbers have 52 bits. */
    private static final long NONE = -1;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long[] NOTHING = new long[0];

    // The directory, a power of two of places, at most half of them taken: number and words of a page, side by side.
    private long[] numbers = new long[FIRST_SIZE];
    private long[][] contents = new long[FIRST_SIZE][];
    private int pages;

    private long lastNumber = NONE;
    private long[] last = NOTHING;

    public WordStore() {
        Arrays.fill(numbers, NONE);
        Arrays.fill(contents, NOTHING);
    }

    /**
     * Returns the word at an address, 0 if none was written.
     *
     * @throws IllegalArgumentException if the address is no multiple of 8
     */
    public long read(long address) {
        return find(address) ? last[wordOf(address)] : 0;
    }

    /**
     * Writes the word at an address.
     *
     * @throws IllegalArgumentException if the address is no multiple of 8
     */
    public void write(long address, long word) {
        if (!find(address)) {
            add(address >>> PAGE_SHIFT);
        }
        last[wordOf(address)] = word;
    }

    /** Makes {@code bytes} bytes from an address on zero; both are multiples of 8. Makes no page. */
    public void zero(long address, long bytes) {
        long at = address;
        long left = bytes;
        while (left > 0) {
            long part = Math.min(left, (1 << PAGE_SHIFT) - (at & ((1 << PAGE_SHIFT) - 1)));
            if (find(at)) {
                int from = wordOf(at);
                Arrays.fill(last, from, from + (int) (part >>> WORD_SHIFT), 0);
            }
            at += part;
            left -= part;
        }
    }

    /** Returns the number of pages of 4 KiB that hold words. */
    public int pages() {
        return pages;
    }

    /** Makes the page of an address the last one, if there is such a page. */
    private boolean find(long address) {
        if ((address & 7) != 0) {
            throw new IllegalArgumentException("no address of a word: 0x" + Long.toHexString(address));
        }
        long number = address >>> PAGE_SHIFT;
        if (number == lastNumber) {
            return true;
        }
        int place = placeOf(number);
        if (numbers[place] != number) {
            return false;
        }
        lastNumber = number;
        last = contents[place];
        return true;
    }

    private void add(long number) {
        if (2 * (pages + 1) > numbers.length) {
            grow();
        }
        int place = placeOf(number);
        numbers[place] = number;
        contents[place] = new long[WORDS];
        pages++;
        lastNumber = number;
        last = contents[place];
    }

    /** The place of a page, or the empty one where it would stand. */
    private int placeOf(long number) {
        int mask = numbers.length - 1;
        int place = (int) ((number * GOLDEN) >>> 32) & mask;
        while (numbers[place] != NONE && numbers[place] != number) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldNumbers = numbers;
        long[][] oldContents = contents;
        numbers = new long[2 * oldNumbers.length];
        contents = new long[2 * oldNumbers.length][];
        Arrays.fill(numbers, NONE);
        Arrays.fill(contents, NOTHING);
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != NONE) {
                int place = placeOf(oldNumbers[i]);
                numbers[place] = oldNumbers[i];
                contents[place] = oldContents[i];
            }
        }
    }

    private static int wordOf(long address) {
        return (int) (address >>> WORD_SHIFT) & (WORDS - 1);
    }
}
