package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls and returns, as they meet the memory: a call stores the return address and then the registers to be saved, downwards from the end of a new
 * frame; a return loads them in the opposite order. What a frame pushes it pops, last in, first out.
 */
public final class Recursion implements Program, CallStack {
    private static final int WORD = 8;
    private static final int MOST_FRAME = 1 << 24;
    private static final int MOST_SAVES = 64;
    private static final int MOST_DEPTH = 100_000_000;

    /** The walk of 40 makes 3 x 10^8 calls. */
    private static final int MOST_TREE = 60;

    private final Spec spec;
    private final long frame;
    private final Walk walk;
    private final int gap;
    private final Reference skipped = new Reference();
    private long top = TOP;

    // How many frames there are, whether the last of them is being pushed or popped, and how many of its words are
    // done.
    private long depth;
    private boolean pushes;
    private int words;

    private long rounds;
    private long calls;
    private long deepest;

    /** What calls what. */
    public enum Shape {
        /** Each frame calls another, down to the depth; then all return, and it begins again. */
        LINE,
        /** Frame n calls n-1 and then n-2, as the naive Fibonacci function does; 1 and 0 call nobody. */
        FIBONACCI
    }

    /** What a frame does next. */
    private interface Walk {
        /** Whether the last frame calls another one, which is then pushed. */
        boolean calls(long depth);

        /** Begins anew. */
        void reset();
    }

    /**
     * {@code kind: recursion}.
     *
     * @param shape what calls what, default {@code line}
     * @param depth how deep; without it {@code line} has no end, and its stack overflows
     * @param frame the bytes of a frame, default 64 B
     * @param saves the words stored by a call and loaded by a return, the return address among them, default 3
     * @param rounds how often all of it is done, default without end
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(
            Shape shape,
            @Nullable Integer depth,
            ByteSize frame,
            Integer saves,
            @Nullable Long rounds,
            Count gap) implements ProgramSpec {
        public Spec {
            shape = shape == null ? Shape.LINE : shape;
            frame = frame == null ? new ByteSize(64) : frame;
            saves = saves == null ? 3 : saves;
            gap = CommonKeys.gap(gap);
            SpecException.requireRange("saves", saves, 1, MOST_SAVES);
            if (frame.bytes() % WORD != 0 || frame.bytes() < WORD * (long) saves || frame.bytes() > MOST_FRAME) {
                throw new SpecException(
                        "frame",
                        frame + " is no frame of " + saves + " saved words; write a multiple of 8 B from "
                                + new ByteSize(WORD * (long) saves) + " to 16 MiB");
            }
            if (depth != null) {
                SpecException.requireRange("depth", depth, 1, shape == Shape.LINE ? MOST_DEPTH : MOST_TREE);
            } else if (shape != Shape.LINE || rounds != null) {
                throw new SpecException("", "'depth' is missing; write for example 'depth: 20'");
            }
            if (rounds != null) {
                SpecException.requireRange("rounds", rounds, 1, ProcessSpec.MOST_REFERENCES);
            }
        }

        @Override
        public Program create(RandomStream random) {
            return new Recursion(this);
        }

        @Override
        public boolean finite() {
            return rounds != null;
        }
    }

    private Recursion(Spec spec) {
        this.spec = spec;
        frame = spec.frame.bytes();
        gap = (int) spec.gap.value();
        Integer most = spec.depth;
        walk = spec.shape == Shape.FIBONACCI ? new Tree(most == null ? 0 : most) : new Line(most);
        pushes = true;
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public CallStack callStack() {
        return this;
    }

    @Override
    public void begin(long newTop) {
        top = newTop;
    }

    @Override
    public long frames(long address) {
        return (top - 1 - address) / frame + 1;
    }

    @Override
    public long deepest() {
        return deepest;
    }

    @Override
    public long calls() {
        return calls;
    }

    /** The references before are made once more. */
    @Override
    public void skipTo(long n) {
        walk.reset();
        depth = 0;
        pushes = true;
        words = 0;
        rounds = 0;
        calls = 0;
        deepest = 0;
        for (long i = 0; i < n; i++) {
            next(skipped);
        }
    }

    @Override
    public void next(Reference into) {
        if (words == 0 && pushes) {
            if (depth == 0 && spec.rounds != null && rounds == spec.rounds) {
                into.exit();
                return;
            }
            depth++;
            calls++;
            deepest = Math.max(deepest, depth);
        }
        long end = top - (depth - 1) * frame;
        int word = pushes ? words : spec.saves - 1 - words;
        into.set(pushes ? Kind.STORE : Kind.LOAD, end - (word + 1) * (long) WORD, WORD);
        into.gap = gap;
        words++;
        if (words == spec.saves) {
            endFrame();
        }
    }

    private void endFrame() {
        words = 0;
        if (!pushes) {
            depth--;
        }
        if (depth == 0) {
            rounds++;
            walk.reset();
            pushes = true;
        } else {
            pushes = walk.calls(depth);
        }
    }

    /** One call a frame. */
    private static final class Line implements Walk {
        private final long most;
        private boolean returns;

        Line(@Nullable Integer most) {
            this.most = most == null ? Long.MAX_VALUE : most;
        }

        @Override
        public boolean calls(long depth) {
            returns |= depth == most;
            return !returns;
        }

        @Override
        public void reset() {
            returns = false;
        }
    }

    /** Two calls a frame. */
    private static final class Tree implements Walk {
        private final int root;

        // By depth, from 1: the number that the frame stands for, and how often it has called.
        private final int[] numbers;
        private final int[] called;

        Tree(int root) {
            this.root = root;
            numbers = new int[root + 2];
            called = new int[root + 2];
            reset();
        }

        @Override
        public boolean calls(long depth) {
            int at = (int) depth;
            if (numbers[at] < 2 || called[at] == 2) {
                return false;
            }
            called[at]++;
            numbers[at + 1] = numbers[at] - called[at];
            called[at + 1] = 0;
            return true;
        }

        @Override
        public void reset() {
            numbers[1] = root;
            called[1] = 0;
        }
    }

    @Override
    public void returned(long value) {
        throw new IllegalStateException("it asks nothing");
    }

    @Override
    public boolean waits(long address) {
        return false;
    }
}
