package dev.ziggurat.experiment.mrc;

/** Lines with numbers, of which the one with the largest number is taken first: a binary heap (Williams, "Algorithm 232", CACM 7(6), 1964). */
final class LargestFirst {
    /** place i, whose children are 2 i + 1 and 2 i + 2: number, not less than theirs | line */
    private final long[] numbers;

    private final long[] lines;
    private int size;

    /** Makes room for a number of lines and one too many. */
    LargestFirst(int most) {
        numbers = new long[most + 1];
        lines = new long[most + 1];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether one must be taken before another is added. */
    boolean overfull() {
        return size == numbers.length;
    }

    /** Returns the largest number. */
    long largest() {
        return numbers[0];
    }

    /** Adds a line. */
    void add(long line, long number) {
        int place = size++;
        while (place > 0 && numbers[(place - 1) / 2] < number) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        numbers[place] = number;
        lines[place] = line;
    }

    /** Takes the line with the largest number. */
    long take() {
        long taken = lines[0];
        long number = numbers[--size];
        int place = 0;
        int child = child(0);
        while (child < size && numbers[child] > number) {
            move(child, place);
            place = child;
            child = child(place);
        }
        numbers[place] = number;
        lines[place] = lines[size];
        return taken;
    }

    /** Returns the child with the larger number, or a place of no line. */
    private int child(int place) {
        int left = 2 * place + 1;
        return left + 1 < size && numbers[left + 1] > numbers[left] ? left + 1 : left;
    }

    private void move(int from, int to) {
        numbers[to] = numbers[from];
        lines[to] = lines[from];
    }
}
