package dev.ziggurat.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One stack of programs that come one after another. */
final class PhaseStacksTest {
    private static final long TOP = 0x10000;

    /** Frames of one size, so many at most. */
    private static final class Frames implements CallStack {
        private final long size;
        private final long deepest;
        private final long calls;
        private long top;

        Frames(long size, long deepest, long calls) {
            this.size = size;
            this.deepest = deepest;
            this.calls = calls;
        }

        @Override
        public void begin(long at) {
            top = at;
        }

        @Override
        public long frames(long address) {
            return (top - address + size - 1) / size;
        }

        @Override
        public long deepest() {
            return deepest;
        }

        @Override
        public long calls() {
            return calls;
        }
    }

    private record Phase(@Nullable CallStack callStack) implements Program {
        @Override
        public void next(Reference into) {
            throw new UnsupportedOperationException("only its stack is asked for");
        }

        @Override
        public List<Area> areas() {
            return List.of();
        }

        @Override
        public void skipTo(long n) {}

        @Override
        public void returned(long value) {}

        @Override
        public boolean waits(long address) {
            return false;
        }
    }

    private static CallStack of(CallStack... stacks) {
        return Objects.requireNonNull(
                PhaseStacks.of(List.of(new Phase(stacks[0]), new Phase(null), new Phase(stacks[1]))));
    }

    @Test
    void programsWithoutFramesHaveNoStack() {
        assertThat(PhaseStacks.of(List.of())).isNull();
        assertThat(PhaseStacks.of(List.of(new Phase(null), new Phase(null)))).isNull();
    }

    @Test
    void eachBeginsAtTheTopAndTheDeepestTells() {
        CallStack both = of(new Frames(64, 10, 100), new Frames(256, 4, 20));
        both.begin(TOP);

        assertThat(both.deepest()).isEqualTo(10);
        assertThat(both.calls()).isEqualTo(120);
        assertThat(both.frames(TOP - 64)).isEqualTo(1);
        assertThat(both.frames(TOP - 512)).as("8 of the one, or 2 of the other").isEqualTo(8);
    }

    /** 1024 B down are 16 frames of the one program, which never had as many, and 4 of the other, which had. */
    @Test
    void aProgramIsNotWhereItHasNeverBeen() {
        CallStack both = of(new Frames(64, 3, 3), new Frames(256, 4, 4));
        both.begin(TOP);

        assertThat(both.frames(TOP - 1024)).isEqualTo(4);
        assertThat(both.frames(TOP - 128)).isEqualTo(2);
    }
}
