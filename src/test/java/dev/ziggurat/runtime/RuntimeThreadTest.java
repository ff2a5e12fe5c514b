package dev.ziggurat.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.WordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a thread's references wait for, by where their addresses and answers come from. */
final class RuntimeThreadTest {
    private static final long PLACE = 0x1000;

    private final RuntimeThread thread = new RuntimeThread(new WordStore(), List.of());

    /** Runs code step by step, one reference each; returns them. */
    @SafeVarargs
    private List<Reference> run(Consumer<RuntimeThread>... steps) {
        List<Reference> references = new ArrayList<>();
        thread.call(new Routine() {
            private int next;

            @Override
            protected void step(RuntimeThread of) {
                if (next == steps.length) {
                    of.end();
                } else {
                    steps[next++].accept(of);
                }
            }
        });
        for (int i = 0; i < steps.length; i++) {
            Reference into = new Reference();
            thread.next(into);
            references.add(into);
        }
        return references;
    }

    private void answerOfALoad() {
        thread.call(new Routine() {
            @Override
            protected void step(RuntimeThread of) {
                of.load(PLACE);
                of.end(1);
            }
        });
        thread.next(new Reference());
        assertThat(thread.answeredAt()).isEqualTo(1);
    }

    @Test
    void anAnswerOfNoReferenceComesFromNone() {
        answerOfALoad();
        thread.reply(1);
        assertThat(thread.answeredAt()).isZero();
        List<Reference> references = run(of -> {
            of.from(of.answeredAt());
            of.follow(PLACE);
        });
        assertThat(references.get(0).dependsOn).isZero();
    }

    @Test
    void theKernelsAnswerComesFromNoReference() {
        answerOfALoad();
        run(RuntimeThread::clock);
        thread.returned(5);
        assertThat(thread.answer()).isEqualTo(5);
        assertThat(thread.answeredAt()).isZero();
    }

    @Test
    void bytesMayWaitForTheLoadThatTheirAddressComesFrom() {
        List<Reference> references = run(
                of -> of.load(PLACE),
                of -> of.load(PLACE),
                of -> of.touch(Reference.Kind.LOAD, PLACE, 16, 1),
                of -> of.touch(Reference.Kind.LOAD, PLACE, 16, 0),
                of -> of.copy(PLACE, 2 * PLACE, 16));
        assertThat(references).extracting(each -> each.dependsOn).containsExactly(0, 0, 2, 0, 1);
    }
}
