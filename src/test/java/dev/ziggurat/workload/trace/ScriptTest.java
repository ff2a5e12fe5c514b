package dev.ziggurat.workload.trace;

import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // absent keys are null
final class ScriptTest {
    @TempDir
    private Path folder;

    private Script script(String... lines) {
        return new ScriptSpec(Traces.text(folder, lines)).script();
    }

    @Test
    void yieldsItsReferences() {
        Script script = script(
                "# a table", "load 0x1000", "store 64 4   # with a comment", "", "modify 0x10 1", "fetch 0x400000 3");
        assertThat(take(script, 10))
                .containsExactly(
                        new Seen(Kind.LOAD, 0x1000, 8, 0, 0, 0),
                        new Seen(Kind.STORE, 64, 4, 0, 0, 0),
                        new Seen(Kind.MODIFY, 16, 1, 0, 0, 0),
                        new Seen(Kind.FETCH, 0x400000, 3, 0, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
        script.skipTo(2);
        assertThat(take(script, 10)).extracting(Seen::kind).containsExactly(Kind.MODIFY, Kind.FETCH, Kind.EXIT);
    }

    @Test
    void callsAreAnsweredAndExpectationsChecked() {
        Script script = script(
                "block = call malloc 24", "store block+8 8", "call free block", "expect block 0x5000", "load block");
        assertThat(script.operations()).containsExactly("malloc", "free");
        Reference reference = new Reference();
        script.next(reference);
        assertThat(reference.kind).isEqualTo(Kind.SYSTEM_CALL);
        assertThat(reference.number).isZero();
        assertThat(reference.argument0).isEqualTo(24);
        script.returned(0x5000);
        script.next(reference);
        assertThat(Seen.of(reference)).isEqualTo(new Seen(Kind.STORE, 0x5008, 8, 0, 0, 0));
        script.next(reference);
        assertThat(reference.number).isEqualTo(1);
        assertThat(reference.argument0).isEqualTo(0x5000);
        script.returned(7);
        script.next(reference);
        assertThat(reference.address).isEqualTo(0x5000);
    }

    @Test
    void waitsForWordsWakesThoseThatDoAndAsksTheClock() {
        Script script = script("wait 0x40", "wake 0x48", "wake 0x40 7", "now = clock", "load now+8");
        Reference reference = new Reference();
        script.next(reference);
        assertThat(reference.kind).isEqualTo(Kind.WAIT);
        assertThat(reference.address).isEqualTo(0x40);
        assertThat(script.waits(0x40)).isTrue();
        script.next(reference);
        assertThat(reference.kind).isEqualTo(Kind.WAKE);
        assertThat(reference.address).isEqualTo(0x48);
        assertThat(reference.number).isEqualTo(1);
        script.next(reference);
        assertThat(reference.number).isEqualTo(7);
        script.next(reference);
        assertThat(reference.kind).isEqualTo(Kind.CLOCK);
        script.returned(1000);
        script.next(reference);
        assertThat(reference.address).isEqualTo(1008);
        assertThatThrownBy(() -> script.skipTo(1)).hasMessageContaining("cannot be positioned");
        assertThat(new ScriptSpec(Traces.text(folder, "wait 8")).calls()).containsExactly("wait");
        assertThat(new ScriptSpec(Traces.text(folder, "t = clock")).calls()).isEmpty();
    }

    @Test
    void aWrongValueEndsTheRun() {
        Script script = script("a = call malloc 24", "expect a 4096");
        Reference reference = new Reference();
        script.next(reference);
        script.returned(4112);
        assertThatThrownBy(() -> script.next(reference))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("line 2: a is 4112 (0x1010), not 4096 (0x1000)");
    }

    @Test
    void tellsWhichCallsItMakes() {
        ScriptSpec without = new ScriptSpec(Traces.text(folder, "load 1"));
        ScriptSpec with = new ScriptSpec(Traces.text(folder, "call pin 0x1000 4096"));
        assertThat(without.calls()).isEmpty();
        assertThat(with.calls()).containsExactly("pin");
        assertThat(with.finite()).isTrue();
        assertThat(with.files()).hasSize(1);
        assertThat(with.create(random(1)).areas()).hasSize(1);
        Script script = with.script();
        script.skipTo(0);
        assertThatThrownBy(() -> script.skipTo(1))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("cannot be positioned");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jump 5 | is no step; expected 'load ADDR [SIZE]'",
                "load | takes an address",
                "load 1 2 3 | takes an address",
                "load 1 0 | 1 to 65536 bytes",
                "load 1 70000 | 1 to 65536 bytes",
                "load x | 'x' has no value here; give it one above by 'x = call ...'",
                "load 1x | '1x' is no number",
                "load 0x | '0x' is no number",
                "load x+1 | 'x' has no value here",
                "load + | '' has no value here",
                "x = call | takes an operation",
                "x = call Free | takes an operation",
                "x = call f x | 'x' has no value here",
                "1x = call f | '1x' is no name",
                "call f 1 2 3 4 | at most 3 arguments",
                "wait | 'wait' takes an address",
                "wait 1 2 | 'wait' takes an address",
                "wake 1 0 | 1 to 2147483647 threads, not 0",
                "wake 1 2 3 | perhaps how many",
                "clock | is no step",
                "1x = clock | '1x' is no name",
                "expect x | takes a name and a value",
                "expect x 5 | 'x' has no value here",
                "x = load 5 | is no step"
            })
    void refusesALineThatIsNone(String wrong, String message) {
        assertThatThrownBy(() -> script("load 1", wrong))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(", line 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesFilesWithoutSteps() {
        assertThatThrownBy(() -> script("# nothing"))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("holds no step");
        assertThatThrownBy(() -> new ScriptSpec(folder.resolve("none")).script())
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> new ScriptSpec(folder).script())
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("is no file");
        assertThatThrownBy(() -> new ScriptSpec(null)).isInstanceOf(SpecException.class);
    }
}
