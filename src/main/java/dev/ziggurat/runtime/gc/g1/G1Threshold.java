package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread that is about to make a humongous object has a marking begin, by a collection of the young, if there would be much that is old with it and a marking can begin
 * (G1CollectedHeap::attempt_allocation_humongous): such objects fill a heap without a collection of the young.
 */
final class G1Threshold extends Routine {
    private final G1Policy policy;
    private final G1Request request;
    private final G1Statistics statistics;

    private long bytes;
    private long tenured;
    private Step step = Step.CAN;

    private enum Step {
        CAN,
        OLD,
        HUMONGOUS,
        WANT,
        REQUEST
    }

    G1Threshold(G1Policy policy, G1Request request, G1Statistics statistics) {
        this.policy = policy;
        this.request = request;
        this.statistics = statistics;
    }

    /** Has a thread do so before it makes an object of so many bytes. */
    void begin(RuntimeThread thread, long size) {
        bytes = size;
        step = Step.CAN;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CAN -> {
                step = Step.OLD;
                if (thread.load(G1Heap.CAN_MARK) == 0) {
                    thread.end();
                }
            }
            case OLD -> {
                tenured = thread.load(G1Heap.OLD_REGIONS);
                step = Step.HUMONGOUS;
            }
            case HUMONGOUS -> {
                tenured += thread.load(G1Heap.HUMONGOUS_REGIONS);
                step = Step.WANT;
                if (!policy.marks(tenured, bytes)) {
                    thread.end();
                }
            }
            case WANT -> {
                thread.store(G1Heap.WANT_MARK, 1);
                step = Step.REQUEST;
            }
            case REQUEST -> {
                statistics.stalled();
                thread.end();
                request.begin(thread, false);
            }
        }
    }
}
