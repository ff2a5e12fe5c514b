package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A set of small numbers in simulated memory: a bit each, and above every level of more than one word another with a bit for each word that is not zero.
 * The least number is found by one load a level.
 */
final class BitTree {
    private static final int SHIFT = 6;
    private static final int WORD = 8;
    private static final int MOST_LEVELS = 8;

    // Where the words of each level lie, the bits of the numbers first.
    private final long[] levels = new long[MOST_LEVELS];
    private final int height;
    private final long end;

    /**
     * Lays a set out.
     *
     * @param top where its last level lies, which is one word
     * @param base where the others begin
     * @param numbers how many there are, from 0 on
     */
    BitTree(long top, long base, long numbers) {
        int level = 0;
        long at = base;
        long words = (numbers + 63) >>> SHIFT;
        while (words > 1) {
            levels[level++] = at;
            at += words * WORD;
            words = (words + 63) >>> SHIFT;
        }
        levels[level++] = top;
        height = level;
        end = at;
    }

    /** Returns the end of its words but for the last level. */
    long end() {
        return end;
    }

    /** Returns where the word of the last level lies: 0 if the set is empty. */
    long top() {
        return levels[height - 1];
    }

    /** Returns where the word with the bit of a number lies. */
    long word(long number) {
        return levels[0] + (number >>> SHIFT) * WORD;
    }

    /** Returns the bit of a number in its word. */
    static long bit(long number) {
        return 1L << number;
    }

    /** Adds a number before the program starts. */
    void open(WordStore words, long number) {
        long at = number;
        for (int level = 0; level < height; level++) {
            long word = levels[level] + (at >>> SHIFT) * WORD;
            words.write(word, words.read(word) | bit(at));
            at >>>= SHIFT;
        }
    }

    /** Finds the least number; the set is not empty. Answers it. */
    static final class Least extends Routine {
        private BitTree tree;
        private int level;
        private long number;

        Least(BitTree tree) {
            this.tree = tree;
        }

        Least of(BitTree searched) {
            tree = searched;
            level = searched.height - 1;
            number = 0;
            return this;
        }

        @Override
        protected void step(RuntimeThread thread) {
            long word = thread.follow(tree.levels[level] + number * WORD);
            number = (number << SHIFT) + Long.numberOfTrailingZeros(word);
            if (level-- == 0) {
                thread.end(number);
            }
        }
    }

    /** Adds a number, or takes it out: the word above changes only if one became zero, or was. */
    static final class Change extends Routine {
        private BitTree tree;
        private int level;
        private long number;
        private long word;
        private boolean adds;
        private boolean loaded;

        Change(BitTree tree) {
            this.tree = tree;
        }

        Change add(BitTree to, long added) {
            begin(to, added);
            adds = true;
            return this;
        }

        Change remove(BitTree from, long removed) {
            begin(from, removed);
            adds = false;
            return this;
        }

        private void begin(BitTree changed, long which) {
            tree = changed;
            number = which;
            level = 0;
            loaded = false;
        }

        @Override
        protected void step(RuntimeThread thread) {
            long address = tree.levels[level] + (number >>> SHIFT) * WORD;
            if (!loaded) {
                word = thread.load(address);
                loaded = true;
                return;
            }
            long changed = adds ? word | bit(number) : word & ~bit(number);
            thread.store(address, changed);
            boolean above = adds ? word == 0 : changed == 0;
            number >>>= SHIFT;
            level++;
            loaded = false;
            if (!above || level == tree.height) {
                thread.end();
            }
        }
    }
}
