package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import dev.ziggurat.runtime.gc.Retirement;
import dev.ziggurat.runtime.gc.World;

/**
 * A pause that evacuates the young, and old regions as long as there are candidates: roots, then the cards of queues and remembered sets, then everything that is reached; then
 * the regions are free, and it is computed how large eden becomes. It begins a marking if there is much that is old, or a thread wants one.
 */
final class G1Young extends Routine implements Pause.Work {
    private final G1Heap heap;
    private final G1Policy policy;
    private final Retirement retirement;
    private final G1Begin begin;
    private final G1Choose choose;
    private final G1Lists lists;
    private final G1Targets targets;
    private final G1Roots roots;
    private final G1Merge merge;
    private final G1ScanCards scan;
    private final G1Evacuation evacuation;
    private final G1Release release;
    private final G1Redirty redirty;
    private final G1Policy.Costs costs = new G1Policy.Costs();
    private final G1Statistics statistics;

    /** Whether no marking is under way, and the next can begin. */
    private boolean idle;

    private boolean wanted;
    private boolean marks;
    private boolean mixed;
    private long candidates;
    private long reclaimable;
    private long tenured;
    private long copied;
    private long free;
    private long old;
    private long humongous;
    private long begun;
    private long last;
    private Step step = Step.CLOCK;

    private enum Step {
        CLOCK,
        RETIRE,
        CURRENT,
        WANT,
        WANT_MARK,
        WANTED,
        OLD_BEFORE,
        HUMONGOUS_BEFORE,
        BEGIN,
        CHOOSE,
        ROOTS,
        ROOTS_CLOCK,
        MERGE,
        SCAN,
        SCAN_CLOCK,
        EVACUATE,
        CLOSE,
        EVACUATE_CLOCK,
        RELEASE,
        REDIRTY,
        FREE,
        OLD,
        HUMONGOUS,
        EDEN,
        CAN_MARK,
        END_CLOCK,
        END
    }

    /** What others have made and use too. */
    record Parts(
            Retirement retirement,
            G1Begin begin,
            G1Lists lists,
            G1Targets targets,
            G1Shade shade,
            G1Merge merge,
            G1Queue queue) {}

    G1Young(World world, G1Heap heap, G1Policy policy, Parts parts, G1Statistics statistics) {
        this.heap = heap;
        this.policy = policy;
        this.statistics = statistics;
        retirement = parts.retirement;
        begin = parts.begin;
        lists = parts.lists;
        targets = parts.targets;
        merge = parts.merge;
        choose = new G1Choose(policy);
        roots = new G1Roots(world, heap, lists, parts.shade);
        scan = new G1ScanCards(world, heap, lists);
        evacuation = new G1Evacuation(world, heap, lists, targets);
        release = new G1Release(world, heap);
        redirty = new G1Redirty(parts.queue);
    }

    /** No marking is under way, or one is. */
    void idle(boolean now) {
        idle = now;
    }

    /** Returns 1 if the next marking can begin, or 0. */
    long canMark() {
        return idle && candidates == 0 ? 1 : 0;
    }

    /** Whether the last pause has begun a marking. */
    boolean marks() {
        return marks;
    }

    /** Returns on how many regions of the list the marking has to begin. */
    long filled() {
        return release.filled();
    }

    /** There are so many candidates, sorted, of which so many bytes may become free. */
    void candidates(long count, long bytes) {
        policy.candidates(count);
        candidates = policy.worthAll(bytes) ? count : 0;
        reclaimable = bytes;
    }

    @Override
    public void begin(RuntimeThread thread) {
        lists.clear();
        targets.begin(policy.mostSurvivors());
        copied = targets.survivedBytes() + targets.promotedBytes();
        step = Step.CLOCK;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        statistics.regions(free, release.survivors(), old, humongous, time);
        statistics.target(policy.target(), time);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CLOCK -> clock(thread, Step.RETIRE);
            case RETIRE -> {
                begun = thread.answer();
                last = begun;
                step = Step.CURRENT;
                retirement.begin(thread);
            }
            case CURRENT -> store(thread, G1Heap.CURRENT, 0, Step.WANT);
            case WANT -> store(thread, G1Heap.WANT_YOUNG, 0, Step.WANT_MARK);
            case WANT_MARK -> {
                wanted = thread.load(G1Heap.WANT_MARK) != 0;
                step = wanted ? Step.WANTED : Step.OLD_BEFORE;
            }
            case WANTED -> store(thread, G1Heap.WANT_MARK, 0, Step.OLD_BEFORE);
            case OLD_BEFORE -> {
                tenured = thread.load(G1Heap.OLD_REGIONS);
                step = Step.HUMONGOUS_BEFORE;
            }
            case HUMONGOUS_BEFORE -> {
                tenured += thread.load(G1Heap.HUMONGOUS_REGIONS);
                mixed = candidates > 0;
                marks = idle && !mixed && (wanted || policy.marks(tenured));
                step = Step.BEGIN;
            }
            case BEGIN -> {
                step = Step.CHOOSE;
                if (marks) {
                    begin.begin(thread, true);
                }
            }
            case CHOOSE -> {
                policy.begin(thread.load(G1Heap.CHOSEN_REGIONS), mixed);
                step = Step.ROOTS;
                if (mixed) {
                    choose.begin(thread, candidates);
                }
            }
            case ROOTS -> {
                step = Step.ROOTS_CLOCK;
                roots.begin(thread, marks);
            }
            case ROOTS_CLOCK -> clock(thread, Step.MERGE);
            case MERGE -> {
                costs.other = since(thread);
                step = Step.SCAN;
                merge.begin(thread);
            }
            case SCAN -> {
                step = Step.SCAN_CLOCK;
                scan.begin(thread, merge.cards());
            }
            case SCAN_CLOCK -> clock(thread, Step.EVACUATE);
            default -> evacuate(thread);
        }
    }

    private void evacuate(RuntimeThread thread) {
        switch (step) {
            case EVACUATE -> {
                costs.scanning = since(thread);
                costs.cards = merge.cards();
                step = Step.CLOSE;
                evacuation.begin(thread);
            }
            case CLOSE -> {
                step = Step.EVACUATE_CLOCK;
                targets.close(thread);
            }
            case EVACUATE_CLOCK -> clock(thread, Step.RELEASE);
            case RELEASE -> {
                costs.copying = since(thread);
                costs.copied = targets.survivedBytes() + targets.promotedBytes() - copied;
                step = Step.REDIRTY;
                release.begin(thread, targets.filled());
            }
            case REDIRTY -> {
                step = Step.FREE;
                redirty.begin(thread, lists.cards());
            }
            case FREE -> {
                free = thread.load(G1Heap.FREE_REGIONS);
                step = Step.OLD;
            }
            case OLD -> {
                old = thread.load(G1Heap.OLD_REGIONS);
                step = Step.HUMONGOUS;
            }
            case HUMONGOUS -> {
                humongous = thread.load(G1Heap.HUMONGOUS_REGIONS);
                step = Step.END_CLOCK;
            }
            case END_CLOCK -> clock(thread, Step.EDEN);
            case EDEN -> {
                learn(thread);
                long eden = policy.eden(free, release.survivors(), candidates > 0);
                store(thread, G1Heap.EDEN_LEFT, eden, Step.CAN_MARK);
            }
            case CAN_MARK -> {
                idle &= !marks;
                store(thread, G1Heap.CAN_MARK, canMark(), Step.END);
            }
            default -> {
                thread.add(G1Heap.YOUNG_DONE, 1);
                thread.end();
            }
        }
    }

    private void learn(RuntimeThread thread) {
        costs.releasing = since(thread);
        costs.regions = release.chosen();
        costs.used = release.bytes();
        costs.mixed = mixed;
        policy.learn(costs);
        if (mixed) {
            candidates = choose.left();
            reclaimable -= choose.taken() * heap.regionBytes() - choose.live();
            candidates = policy.worthAll(reclaimable) ? candidates : 0;
        }
        statistics.evacuated(mixed, marks, policy.predicted(), last - begun);
    }

    private void clock(RuntimeThread thread, Step then) {
        thread.clock();
        step = then;
    }

    private long since(RuntimeThread thread) {
        long time = thread.answer();
        long passed = time - last;
        last = time;
        return passed;
    }

    private void store(RuntimeThread thread, long address, long word, Step then) {
        thread.store(address, word);
        step = then;
    }
}
