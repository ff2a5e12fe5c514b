package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import dev.ziggurat.runtime.gc.Retirement;

/** A pause with a full collection, behind which the young begin anew. */
final class G1FullPause extends Routine implements Pause.Work {
    private final Retirement retirement;
    private final G1Full full;
    private final G1Policy policy;
    private final G1Targets targets;
    private final G1Shade shade;
    private final G1Young young;
    private final G1Statistics statistics;
    private Step step = Step.CURRENT;

    private enum Step {
        CURRENT,
        WANT_YOUNG,
        WANT_FULL,
        WANT_MARK,
        COLLECT,
        EDEN,
        CAN_MARK,
        FULL_DONE,
        YOUNG_DONE
    }

    G1FullPause(
            Retirement retirement,
            G1Full full,
            G1Policy policy,
            G1Targets targets,
            G1Shade shade,
            G1Young young,
            G1Statistics statistics) {
        this.retirement = retirement;
        this.full = full;
        this.policy = policy;
        this.targets = targets;
        this.shade = shade;
        this.young = young;
        this.statistics = statistics;
    }

    @Override
    public void begin(RuntimeThread thread) {
        step = Step.CURRENT;
        thread.call(this);
        retirement.begin(thread);
    }

    @Override
    public void done(long time) {
        statistics.full(full.live(), time);
        statistics.regions(full.free(), 0, full.old(), full.humongous(), time);
        statistics.target(policy.target(), time);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CURRENT -> store(thread, G1Heap.CURRENT, Step.WANT_YOUNG);
            case WANT_YOUNG -> store(thread, G1Heap.WANT_YOUNG, Step.WANT_FULL);
            case WANT_FULL -> store(thread, G1Heap.WANT_FULL, Step.WANT_MARK);
            case WANT_MARK -> store(thread, G1Heap.WANT_MARK, Step.COLLECT);
            case COLLECT -> {
                step = Step.EDEN;
                full.begin(thread);
            }
            case EDEN -> {
                shade.clear();
                targets.dropOld();
                young.candidates(0, 0);
                thread.store(G1Heap.EDEN_LEFT, policy.eden(full.free(), 0, false));
                step = Step.CAN_MARK;
            }
            case CAN_MARK -> {
                thread.store(G1Heap.CAN_MARK, young.canMark());
                step = Step.FULL_DONE;
            }
            case FULL_DONE -> {
                thread.add(G1Heap.FULL_DONE, 1);
                step = Step.YOUNG_DONE;
            }
            case YOUNG_DONE -> {
                thread.add(G1Heap.YOUNG_DONE, 1);
                thread.end();
            }
        }
    }

    private void store(RuntimeThread thread, long address, Step then) {
        thread.store(address, 0);
        step = then;
    }
}
