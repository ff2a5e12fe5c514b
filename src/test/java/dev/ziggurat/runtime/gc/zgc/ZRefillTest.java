package dev.ziggurat.runtime.gc.zgc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thread of {@code zgc} that waits for a page, step by step; what the collector's thread does meanwhile is written into its words. */
final class ZRefillTest {
    private static final long PAGE = 1 << 10;
    private static final long ALL = 0xff;

    /** Taken when one granule is free, and when two are, beside each other, as the page of the object needs. */
    private static final long ALL_BUT_ONE = 0xbf;

    private static final long ALL_BUT_TWO = 0x3f;

    private final World world = new World(
            new ObjectModel(DirectRun.spec("collector: {kind: zgc, heap: 32 KiB, page: 1 KiB}")
                    .layout()),
            8);
    private final ZPages pages = new ZPages(Places.HEAP, Long.bitCount(ALL) * PAGE, PAGE);
    private final RuntimeThread thread = new RuntimeThread(world.words, List.of());
    private final Reference reference = new Reference();
    private final ZRefill refill;

    /** How often the thread has given the page allocator's lock back. */
    private int searches;

    /** All pages are taken, and the last cycle was the first. */
    ZRefillTest() {
        ZDirector director = new ZDirector(Long.bitCount(ALL) * PAGE, PAGE);
        Allocation.Source none = new Allocation.Source() {
            @Override
            public void refill(RuntimeThread of, Allocation into, long bytes) {
                throw new AssertionError("nobody allocates");
            }

            @Override
            public void collect(RuntimeThread of) {
                throw new AssertionError("nobody allocates");
            }
        };
        refill = new ZRefill(
                pages,
                new Allocation(world, 0, none, new Allocation.Counts()),
                world.safepoints.join(),
                ZPageTake.ofProgram(pages, director),
                new ZRequest(director),
                0);
        world.words.write(ZPages.CYCLE, 1);
        world.words.write(ZPages.DONE, 1);
        world.words.write(ZPages.WANTED, 1);
        world.words.write(ZPages.taken(0), ALL);
    }

    /** Pages that are freed, and the end of the cycle, come between a search in vain and what the thread does about that. */
    @Test
    void whatACycleFreesAtItsEndIsLookedForBeforeTheThreadGivesUp() {
        refill.begin(thread, 2 * PAGE);
        waits();
        free(ALL_BUT_ONE);
        int before = searches;
        while (searches == before) {
            step();
        }
        free(ALL_BUT_TWO);
        world.words.write(ZPages.DONE, 2);
        assertThat(rest()).isEqualTo(1);
        assertThat(refill.stalled()).isEqualTo(1);
    }

    @Test
    void aThreadGivesUpWhenACycleIsOverAndThereIsNoPage() {
        refill.begin(thread, 2 * PAGE);
        waits();
        world.words.write(ZPages.DONE, 2);
        free(ALL_BUT_ONE);
        assertThat(rest()).isZero();
    }

    private void free(long taken) {
        world.words.write(ZPages.taken(0), taken);
        world.words.write(ZPages.FREED, world.words.read(ZPages.FREED) + 1);
    }

    /** Goes on until the thread waits for a page. */
    private void waits() {
        do {
            step();
        } while (reference.kind != Kind.WAIT || !thread.waits(reference.address));
        assertThat(reference.address).isEqualTo(ZPages.FREED);
    }

    /** Goes on to the end; returns the answer. */
    private long rest() {
        while (reference.kind != Kind.EXIT) {
            step();
        }
        return thread.answer();
    }

    private void step() {
        thread.next(reference);
        if (reference.kind == Kind.CLOCK) {
            thread.returned(0);
        } else if (reference.kind == Kind.WAIT && reference.address != ZPages.FREED) {
            throw new AssertionError("it waits for nothing else");
        } else if (reference.kind == Kind.MODIFY && reference.address == ZPages.LOCK) {
            searches += world.words.read(ZPages.LOCK) == 0 ? 1 : 0;
        }
    }
}
