package dev.ziggurat.runtime.gc.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a thread does about the Go-like heap while another changes the same words. */
final class GoActorTest {
    private static final long LEAST_SCAN = 256;

    private final World world = new World(
            new ObjectModel(
                    DirectRun.spec("collector: {kind: go, heap: 64 KiB}").layout()),
            1);
    private final GoHeap heap = new GoHeap(world.words, Places.HEAP, 64 << 10, 1 << 10, 8);
    private final GoCounts counts = new GoCounts();
    private final GoActor actor = new GoActor(world, heap, 100, counts);
    private final RuntimeThread thread = new RuntimeThread(world.words, List.of());
    private final Reference reference = new Reference();

    private void finish() {
        for (thread.next(reference); reference.kind != Kind.EXIT; thread.next(reference)) {
            if (reference.kind == Kind.CLOCK) {
                thread.returned(0);
            }
        }
    }

    /** What is owed for a byte has changed between the two looks at it: all that it looked for was there, and it goes on. */
    @Test
    void whoTakesAllTheCreditItLooksForScansNothing() {
        Safepoints.Part safepoint = world.safepoints.join();
        GoHandshake handshake = new GoHandshake(0, actor.errands, safepoint);
        GoAssist assist = new GoAssist(0, actor, handshake, safepoint, new GoAssist.Keys(LEAST_SCAN, counts));
        world.words.write(GoPlaces.PHASE, GoPlaces.MARK);
        world.words.write(GoPlaces.assist(0), -100);
        world.words.write(GoPlaces.WORK_PER_BYTE, Double.doubleToRawLongBits(1));
        world.words.write(GoPlaces.BYTES_PER_WORK, Double.doubleToRawLongBits(0.25));
        world.words.write(GoPlaces.CREDIT, LEAST_SCAN);
        assist.begin(thread);
        finish();
        assertThat(world.words.read(GoPlaces.CREDIT)).isZero();
        assertThat(world.words.read(GoPlaces.assist(0))).isEqualTo(-100 + LEAST_SCAN / 4);
        assertThat(counts.assists).isZero();
    }

    /** As in Go: two that take the same credit make it negative, and nobody takes any then. */
    @Test
    void creditBelowZeroIsNotTaken() {
        Safepoints.Part safepoint = world.safepoints.join();
        GoHandshake handshake = new GoHandshake(0, actor.errands, safepoint);
        GoAssist assist = new GoAssist(0, actor, handshake, safepoint, new GoAssist.Keys(LEAST_SCAN, counts));
        world.words.write(GoPlaces.PHASE, GoPlaces.MARK);
        world.words.write(GoPlaces.assist(0), -100);
        world.words.write(GoPlaces.WORK_PER_BYTE, Double.doubleToRawLongBits(1));
        world.words.write(GoPlaces.BYTES_PER_WORK, Double.doubleToRawLongBits(1));
        world.words.write(GoPlaces.CREDIT, -LEAST_SCAN);
        assist.begin(thread);
        while (counts.assists == 0) {
            thread.next(reference);
        }
        assertThat(world.words.read(GoPlaces.CREDIT)).isEqualTo(-LEAST_SCAN);
        assertThat(counts.credit).isZero();
    }

    @Test
    void sweepingAndErrandsAreTheCollectorsWork() {
        Routine after = new Routine() {
            @Override
            protected void step(RuntimeThread of) {
                of.load(Places.GLOBALS);
                of.end();
            }
        };
        world.words.write(GoPlaces.barrierNext(0), GoPlaces.barrier(0));
        for (Runnable work : List.<Runnable>of(
                () -> actor.sweepNext.all(thread), () -> actor.errands.begin(thread, 0, GoHandshake.FLUSH, false))) {
            thread.call(after);
            work.run();
            thread.next(reference);
            assertThat(reference.collector).isTrue();
            while (reference.address != Places.GLOBALS) {
                thread.next(reference);
            }
            assertThat(reference.collector).isFalse();
        }
    }

    @Test
    void theListToSweepNextNeverGoesBack() {
        for (int further : new int[] {1, GoSweepNext.LISTS}) {
            world.words.write(GoPlaces.SWEEP_INDEX, 0);
            actor.sweepNext.one(thread);
            do {
                thread.next(reference);
            } while (reference.address != GoPlaces.SWEEP_INDEX);
            world.words.write(GoPlaces.SWEEP_INDEX, further);
            finish();
            assertThat(world.words.read(GoPlaces.SWEEP_INDEX)).isEqualTo(GoSweepNext.LISTS);
        }
        world.words.write(GoPlaces.SWEEP_INDEX, 0);
        long span = unsweptSpan(10);
        actor.sweepNext.one(thread);
        do {
            thread.next(reference);
        } while (reference.address != GoPlaces.SWEEP_INDEX);
        world.words.write(GoPlaces.SWEEP_INDEX, 30);
        finish();
        assertThat(world.words.read(span + GoSpan.GENERATION)).isEqualTo(2);
        assertThat(world.words.read(GoPlaces.SWEEP_INDEX)).isEqualTo(30);
    }

    /** Makes a span that is to be swept, first of its class among those that are full. */
    private long unsweptSpan(int spanClass) {
        actor.pages.take(thread, spanClass, 1, 0);
        finish();
        long span = thread.answer();
        world.words.write(GoPlaces.GENERATION, 2);
        world.words.write(GoHeap.unswept(spanClass, true, 2), span << 16);
        return span;
    }
}
