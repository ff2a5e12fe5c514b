package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Call;
import dev.ziggurat.runtime.detector.GuardedThread;
import java.util.Map;
import java.util.Set;

/** The calls that a detector answers: who allocates, what the last access was, and what is lost. */
final class DetectorCalls {
    private static final String SITE = "site";
    private static final String VERDICT = "verdict";
    private static final String LEAKS = "find-leaks";

    private DetectorCalls() {}

    static Set<String> names() {
        return Set.of(SITE, VERDICT, LEAKS);
    }

    /** Returns what answers the calls of a thread. */
    static Map<String, Call> answers(GuardedThread guard) {
        return Map.of(
                SITE,
                (thread, number, none, nothing) -> guard.site(number),
                VERDICT,
                (thread, none, nothing, nought) -> thread.reply(guard.verdict().ordinal()),
                LEAKS,
                (thread, none, nothing, nought) -> guard.findLeaks());
    }
}
