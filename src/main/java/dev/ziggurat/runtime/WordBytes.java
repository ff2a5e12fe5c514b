package dev.ziggurat.runtime;

import dev.ziggurat.memory.WordStore;

/** The words of a process by their bytes, of which the first is the lowest: parts of words, and stretches that begin or end within one. */
public final class WordBytes {
    static final long BYTE = 0xff;
    static final long HALF = 0xffff_ffffL;

    private static final int WORD = RuntimeThread.WORD;

    private final WordStore words;

    /** Makes a view of words. */
    public WordBytes(WordStore words) {
        this.words = words;
    }

    /** Returns the half of a word at an address that is a multiple of 4, from 0 to 2^32 - 1. */
    public long half(long address) {
        return read(address, HALF);
    }

    /** Returns the part of a word that begins at an address and is as long as a mask. */
    long read(long address, long mask) {
        return words.read(address & -WORD) >>> bits(address) & mask;
    }

    /** Writes the part of a word that begins at an address and is as long as a mask. */
    void write(long address, long mask, long value) {
        long others = words.read(address & -WORD) & ~(mask << bits(address));
        words.write(address & -WORD, others | (value & mask) << bits(address));
    }

    /** Makes bytes zero. Makes no page. */
    void clear(long address, int size) {
        long first = (address + WORD - 1) / WORD * WORD;
        long last = (address + size) / WORD * WORD;
        if (last > first) {
            words.zero(first, last - first);
        }
        for (long at = address; at < Math.min(first, address + size); at++) {
            clearByte(at);
        }
        for (long at = Math.max(first, last); at < address + size; at++) {
            clearByte(at);
        }
    }

    /** Copies the words that lie whole in a stretch, if both addresses are multiples of 8. */
    void copy(long from, long to, int size) {
        if (from % WORD == 0 && to % WORD == 0) {
            for (int i = 0; i + WORD <= size; i += WORD) {
                words.write(to + i, words.read(from + i));
            }
        }
    }

    private void clearByte(long address) {
        if (words.read(address & -WORD) != 0) {
            write(address, BYTE, 0);
        }
    }

    private static int bits(long address) {
        return (int) (address & (WORD - 1)) * Byte.SIZE;
    }
}
