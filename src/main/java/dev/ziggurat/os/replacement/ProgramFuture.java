package dev.ziggurat.os.replacement;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;

/**
 * The pages that a program uses, from its start. The program is an instance of its own, which nobody runs: its loads, stores, modifies and
 * fetches are cut into pages, its other steps are passed over. So it must be one that does as it would do whatever the answers of its
 * system calls are.
 */
public final class ProgramFuture implements Future {
    private final Program program;
    private final int pageBits;
    private final Reference step = new Reference();
    private long left;

    /** The pages of the current step that have not been told: from {@code page} to {@code last}. */
    private long page = 0;

    private long last = -1;

    /**
     * Looks ahead from a program's start.
     *
     * @param program an instance on which nothing has been called
     * @param pageBits the logarithm of the page size: 12 for 4 KiB
     * @param references how many loads, stores and modifies the thread will do in all, warm-up included
     */
    public ProgramFuture(Program program, int pageBits, long references) {
        this.program = program;
        this.pageBits = pageBits;
        left = references;
    }

    @Override
    public long next() {
        if (page > last && !advance()) {
            return END;
        }
        return page++;
    }

    private boolean advance() {
        while (left > 0) {
            program.next(step);
            if (step.kind == Reference.Kind.EXIT) {
                left = 0;
            } else if (step.kind.memory()) {
                page = step.address >>> pageBits;
                last = (step.address + step.size - 1) >>> pageBits;
                left -= step.kind == Reference.Kind.FETCH ? 0 : 1;
                return true;
            }
        }
        return false;
    }
}
