package dev.ziggurat.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.runtime.gc.ProgramRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a request nothing is left but a session, and each session is that of the last request that made one for its place. */
final class WebRequestTest {
    private static final int SESSIONS = 40;
    private static final int REQUESTS = 150;
    private static final int OBJECTS = 30;

    /** The local of the table. */
    private static final int TABLE = 1;

    static List<Arguments> heaps() {
        return Runs.on(96);
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void nothingIsLeftButSessions(String heap, boolean boxed) {
        ProgramRun run = new ProgramRun(
                heap,
                "web-request, requests: " + REQUESTS + ", objects: " + OBJECTS + ", sessions: " + SESSIONS
                        + ", updates: 30 %, sizes: [8 B, 50 B]",
                4);
        long table = run.local(TABLE);
        int sessions = 0;
        for (int i = 0; i < SESSIONS; i++) {
            long session = run.field(table, i);
            if (session != 0) {
                sessions++;
                assertThat(Runs.value(run, session, boxed, 0, 0)).isBetween(1L, (long) REQUESTS);
            }
        }
        assertThat(sessions).isPositive();
        assertThat(run.reached(table)).isEqualTo(1 + sessions * (boxed ? 2 : 1));
    }

    @Test
    void aRequestIsSoManyObjectsAndAllMakeASession() {
        ProgramRun run = new ProgramRun(
                "collector: {kind: epsilon, heap: 1 MiB}",
                "web-request, requests: " + REQUESTS + ", objects: " + OBJECTS + ", sessions: 5, updates: 100 %",
                4);
        assertThat(run.counter("objects_allocated")).isEqualTo(1 + REQUESTS * (OBJECTS + 1));
        // The table; of each request objects of two references and 24 B, and a session of 64 B; headers of 16 B.
        assertThat(run.counter("bytes_allocated")).isEqualTo(16 + 5 * 8 + REQUESTS * (OBJECTS * 56L + 80));
    }

    @Test
    void countsFreeARequestAtItsEnd() {
        ProgramRun run = new ProgramRun(
                "collector: {kind: reference-counting, heap: 64 KiB, thresholds: [1000000000, 10, 10]}",
                "web-request, requests: " + REQUESTS + ", objects: " + OBJECTS + ", sessions: 5, updates: 0 %",
                4);
        assertThat(run.counter("objects_allocated") - run.counter("objects_freed"))
                .isEqualTo(1);
        assertThat(run.counter("searches_young")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'objects: 0', objects", "'sessions: 0', sessions", "'session: 4 B', session", "'walks: -1', walks"})
    void whatCannotBeIsRefused(String key, String name) {
        assertThatThrownBy(() -> ProgramRun.process(
                        "collector: {kind: epsilon, heap: 80 KiB}", "web-request, requests: 1, " + key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }
}
