package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.workload.Recursion.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // absent keys are null
final class RecursionTest {
    private static final long TOP = 0x10_0000;

    private static Recursion program(Shape shape, Integer depth, Integer saves, Long rounds) {
        Recursion program =
                (Recursion) new Recursion.Spec(shape, depth, bytes("32 B"), saves, rounds, null).create(random(1));
        program.begin(TOP);
        return program;
    }

    @Test
    void aCallPushesFromTheEndOfItsFrameDownwardsAndAReturnPopsUpwards() {
        Recursion program = program(Shape.LINE, 2, 2, 1L);
        List<String> taken = new ArrayList<>();
        Reference reference = new Reference();
        do {
            program.next(reference);
            taken.add(reference.kind + (reference.kind.memory() ? " " + (TOP - reference.address) : ""));
        } while (reference.kind != Kind.EXIT);

        assertThat(taken)
                .containsExactly(
                        "STORE 8",
                        "STORE 16",
                        "STORE 40",
                        "STORE 48",
                        "LOAD 48",
                        "LOAD 40",
                        "LOAD 16",
                        "LOAD 8",
                        "EXIT");
        assertThat(program.deepest()).isEqualTo(2);
        assertThat(program.calls()).isEqualTo(2);
    }

    /** fib(n) takes 2 fib(n + 1) - 1 calls and n frames at once. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 5", "4, 9", "5, 15", "10, 177", "15, 1973"})
    void fibonacciMakesItsCalls(int n, long calls) {
        Recursion program = program(Shape.FIBONACCI, n, 3, 1L);
        Reference reference = new Reference();
        do {
            program.next(reference);
        } while (reference.kind != Kind.EXIT);

        assertThat(program.calls()).isEqualTo(calls);
        assertThat(program.deepest()).isEqualTo(n);
    }

    @Test
    void whatIsPoppedIsWhatWasPushedLast() {
        for (Shape shape : Shape.values()) {
            Recursion program = program(shape, 9, 3, 5L);
            Deque<Long> pushed = new ArrayDeque<>();
            Reference reference = new Reference();
            for (program.next(reference); reference.kind != Kind.EXIT; program.next(reference)) {
                assertThat(program.frames(reference.address)).isBetween(1L, program.deepest());
                if (reference.kind == Kind.STORE) {
                    pushed.push(reference.address);
                } else {
                    assertThat(reference.kind).isEqualTo(Kind.LOAD);
                    assertThat(reference.address).isEqualTo(pushed.pop());
                }
            }
            assertThat(pushed).isEmpty();
        }
    }

    @Test
    void withoutADepthItGoesDownForEver() {
        Recursion program = program(Shape.LINE, null, 1, null);
        Reference reference = new Reference();
        for (long depth = 1; depth <= 100_000; depth++) {
            program.next(reference);
            assertThat(reference.address).isEqualTo(TOP - 32 * (depth - 1) - 8);
            assertThat(program.frames(reference.address)).isEqualTo(depth);
        }
        assertThat(program.deepest()).isEqualTo(100_000);
    }

    @Test
    void itsStackBeginsBelowTheLastPageUnlessItIsTold() {
        Recursion program = (Recursion) new Recursion.Spec(null, null, null, null, null, null).create(random(1));
        Reference reference = new Reference();
        program.next(reference);

        assertThat(reference.address).isEqualTo(CallStack.TOP - 8).isEqualTo(0x7fff_ffff_eff8L);
    }

    @Test
    void refusesFramesThatHoldNotWhatIsSaved() {
        assertThatThrownBy(() -> new Recursion.Spec(null, 5, bytes("16 B"), 3, null, null))
                .hasMessageContaining("16 B is no frame of 3 saved words");
        assertThatThrownBy(() -> new Recursion.Spec(null, 5, bytes("33 B"), 3, null, null))
                .hasMessageContaining("a multiple of 8 B");
        assertThatThrownBy(() -> new Recursion.Spec(Shape.FIBONACCI, null, null, null, null, null))
                .hasMessageContaining("'depth' is missing");
        assertThatThrownBy(() -> new Recursion.Spec(null, null, null, null, 3L, null))
                .hasMessageContaining("'depth' is missing");
        assertThatThrownBy(() -> new Recursion.Spec(Shape.FIBONACCI, 61, null, null, null, null))
                .hasMessageContaining("out of range");
    }
}
