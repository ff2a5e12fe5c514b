package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import dev.ziggurat.runtime.gc.PauseLog;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.World;
import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.Share;
import java.util.List;

/** What the collector's thread does: it waits until a cycle is wanted, and goes through its phases (zDriver.cpp). */
final class ZDriver extends Routine {
    private final ZPages pages;
    private final ZDirector director;
    private final PauseLog log;
    private final Pause pauseMarkStart;
    private final Pause pauseMarkEnd;
    private final Pause pauseRelocateStart;
    private final ZMarkStart markStart;
    private final ZMarking marking;
    private final ZMarkEnd markEnd;
    private final ZInstall install = new ZInstall();
    private final ZSelect select;
    private final ZTarget target;
    private final ZRelocateObject relocate;
    private final ZRelocation relocation;
    private final ZPageFree free;

    /** The number of the last cycle. */
    private long cycle = 1;

    private long wanted;
    private long begun;
    private Step step = Step.IDLE;

    private long cycles;
    private long markTime;
    private long relocateTime;
    private final Level live = new Level();
    private final Level used = new Level();

    private enum Step {
        IDLE,
        SLEEP,
        TIME,
        MARK_START,
        MARK,
        MARKED,
        MARK_END,
        AGAIN,
        FORGET,
        SELECT,
        INSTALL,
        RELOCATE_START,
        RELOCATE,
        RELOCATED,
        USED,
        DONE,
        WAKE,
        FREED,
        WAKE_STALLED
    }

    ZDriver(World world, ZPages pages, ZColours colours, ZDirector director, List<ZThread> threads, Share limit) {
        this.pages = pages;
        this.director = director;
        log = world.log;
        long local = ZPages.local(Places.MOST_THREADS - 1);
        Safepoints.Part safepoint = world.safepoints.outside();
        free = new ZPageFree(pages);
        target = new ZTarget(pages, ZPageTake.ofCollector(pages, director));
        relocate = ZRelocateObject.ofCollector(world, pages, target);
        ZMarkStack stack = new ZMarkStack(local);
        ZMarkObject mark = new ZMarkObject(pages, stack);
        marking = new ZMarking(world, pages, stack, new ZLoadBarrier(pages, colours, local, mark, relocate));
        select = new ZSelect(pages, free, limit);
        relocation = new ZRelocation(pages, target, relocate, free);
        ZRoots roots = new ZRoots(world, pages, mark, relocate, relocation);
        ZFlip flip = new ZFlip(threads, colours, local + ZPages.BAD);
        markStart = new ZMarkStart(threads, colours, flip, roots);
        markEnd = new ZMarkEnd(threads);
        pauseMarkStart = new Pause(safepoint, markStart);
        pauseMarkEnd = new Pause(safepoint, markEnd);
        pauseRelocateStart = new Pause(safepoint, new ZRelocateStart(colours, flip, roots));
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case IDLE -> {
                wanted = thread.load(ZPages.WANTED);
                step = wanted > cycle ? Step.TIME : Step.SLEEP;
            }
            case SLEEP -> {
                thread.await(ZPages.WANTED, wanted);
                step = Step.IDLE;
            }
            case TIME -> {
                thread.clock();
                step = Step.MARK_START;
            }
            case MARK_START -> {
                begun = thread.answer();
                markStart.cycle(++cycle);
                step = Step.MARK;
                pauseMarkStart.begin(thread);
            }
            case MARK, MARKED, MARK_END, AGAIN -> mark(thread);
            case FORGET, SELECT, INSTALL, RELOCATE_START, RELOCATE, RELOCATED -> relocate(thread);
            default -> finish(thread);
        }
    }

    private void mark(RuntimeThread thread) {
        switch (step) {
            case MARK -> {
                step = Step.MARKED;
                marking.begin(thread, cycle);
            }
            case MARKED -> {
                thread.clock();
                step = Step.MARK_END;
            }
            case MARK_END -> {
                markTime += thread.answer() - log.releasedAt();
                step = Step.AGAIN;
                pauseMarkEnd.begin(thread);
            }
            default -> step = markEnd.more() ? Step.MARK : Step.FORGET;
        }
    }

    private void relocate(RuntimeThread thread) {
        switch (step) {
            case FORGET -> {
                step = Step.SELECT;
                install.forget(thread);
            }
            case SELECT -> {
                step = Step.INSTALL;
                select.begin(thread, cycle);
            }
            case INSTALL -> {
                step = Step.RELOCATE_START;
                install.begin(thread, thread.answer());
            }
            case RELOCATE_START -> {
                target.drop();
                step = Step.RELOCATE;
                pauseRelocateStart.begin(thread);
            }
            case RELOCATE -> {
                step = Step.RELOCATED;
                relocation.begin(thread, install.chosen());
            }
            default -> {
                thread.clock();
                step = Step.USED;
            }
        }
    }

    /** Says that the cycle is over, also to those who wait for a page. */
    private void finish(RuntimeThread thread) {
        switch (step) {
            case USED -> {
                long now = thread.answer();
                relocateTime += now - log.releasedAt();
                account(now, thread.load(ZPages.USED) * pages.page());
                step = Step.DONE;
            }
            case DONE -> {
                thread.store(ZPages.DONE, cycle);
                step = Step.WAKE;
            }
            case WAKE -> {
                thread.wake(ZPages.DONE, Integer.MAX_VALUE);
                step = Step.FREED;
            }
            case FREED -> {
                thread.add(ZPages.FREED, 1);
                step = Step.WAKE_STALLED;
            }
            default -> {
                thread.wake(ZPages.FREED, Integer.MAX_VALUE);
                step = Step.IDLE;
            }
        }
    }

    private void account(long now, long bytesUsed) {
        cycles++;
        live.set(select.live(), now);
        used.set(bytesUsed, now);
        director.ended(cycle, now - begun, bytesUsed, now);
    }

    void describe(Section section) {
        section.counter("cycles", "cycles", "cycles that are over", () -> cycles);
        director.describe(section, () -> cycles);
        section.counter("mark_continues", "pauses", "pauses after which marking had to go on", markEnd::continued);
        section.time("concurrent_mark_ns", "time in which objects were marked beside the program", () -> markTime);
        section.time(
                "concurrent_relocate_ns", "time in which objects were moved beside the program", () -> relocateTime);
        section.counter("objects_marked", "objects", "objects that were marked", marking::objects);
        section.counter("bytes_marked", "B", "bytes of them", marking::bytes);
        section.counter("pages_relocated", "pages", "pages from which all that lived was moved", relocation::emptied);
        section.counter("bytes_freed", "B", "bytes of pages that were given back", free::freed);
        section.counter(
                "objects_relocated_by_collector", "objects", "objects that the collector moved", relocate::objects);
        section.counter("bytes_relocated_by_collector", "B", "bytes of them", relocate::bytes);
        section.level("bytes_live", "B", "bytes that the last cycle found to live", live);
        section.level("bytes_used", "B", "bytes of the pages in use after the last cycle", used);
    }
}
