package dev.ziggurat.os.paging;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.PageTable;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.os.KernelProgram;
import dev.ziggurat.os.ManagedMemory;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.os.replacement.PageReplacement.Use;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Memory that is paged on demand: address spaces, frames, page tables, replacement and swap. */
public final class PagedMemory implements ManagedMemory, Watched {
    private final Paging paging;
    private final boolean watches;

    /** By number of the thread; null until it first called. */
    private final List<@Nullable Programs> programs = new ArrayList<>();

    /** The programs of a thread; it has no fault program if its process has no address space. */
    private record Programs(@Nullable FaultProgram fault, CallProgram call) {}

    /**
     * Makes memory without address spaces.
     *
     * @param swap where pages go that have no place, null if there is nowhere: then a written page that must go ends the process that wants its
     *     frame
     */
    public PagedMemory(PagingSite site, PhysicalMemory memory, @Nullable SwapArea swap) {
        paging = new Paging(site, memory, swap);
        watches = memory.replacement().watchesReferences();
        site.kernel().simulation().engine().watch(this);
    }

    /**
     * Makes an address space.
     *
     * @param areas which addresses may be used, for everything; of one that is the whole user half nothing counts as asked for
     * @param leafShift the binary logarithm of the size of its pages, 12 or 21; larger ones need a free run of frames each and never leave memory
     * @throws IllegalArgumentException if the format or the kernel's range has no place for it, or an area lies beyond the user half
     */
    @Override
    public AddressSpace open(List<Area> areas, int leafShift) {
        int tables = paging.site.offsetBits() == 0 ? 1 : 2;
        if (paging.pages.free() < tables) {
            throw new IllegalArgumentException("the kernel has no memory for the page tables of another process");
        }
        PageTable table = new PageTable(paging.site.format(), paging.site.words(), paging.pages);
        Areas allowed = new Areas(1L << leafShift);
        for (Area area : areas) {
            allowed.declare(area.start(), area.bytes());
        }
        int tag = paging.frames.freeTag();
        if (paging.site.offsetBits() == 0) {
            paging.pages.forgetMade();
            return add(new Space(new AddressSpace(table.root(), tag), table, allowed, leafShift, null));
        }
        LinearSegments segments = segments(areas);
        AddressSpace address = new AddressSpace(table.root(), tag, segments.table.address());
        return add(new Space(address, table, allowed, leafShift, segments));
    }

    private AddressSpace add(Space space) {
        paging.frames.add(space);
        return space.address;
    }

    /** Makes a segment of each area, at the same linear addresses; area i is that of number i + 1. */
    private LinearSegments segments(List<Area> areas) {
        long page = paging.pages.take(1, PageTable.NONE);
        paging.pages.forgetMade();
        LinearSegments segments =
                new LinearSegments(new SegmentTable(paging.site.words(), page), paging.site.offsetBits());
        for (Area area : areas) {
            segments.set(segments.freeNumber(), area.start(), area.bytes(), Rights.ALL);
        }
        return segments;
    }

    /**
     * Makes room for the stack of a thread in an address space, below those that there are. It grows by faults.
     *
     * @param limit how far it may grow, in bytes
     * @param guard the bytes below it in which nothing is ever mapped
     * @return its top
     */
    public long addStack(AddressSpace space, long limit, long guard) {
        return paging.frames.living(space.tag()).areas.addStack(limit, guard).top;
    }

    /** Whether every address of a space may be used without having been asked for. */
    public boolean allIsAllowed(AddressSpace space) {
        return paging.frames.living(space.tag()).areas.demandsAll();
    }

    @Override
    public long mapped(AddressSpace space) {
        Space of = paging.frames.space(space.tag());
        return of == null ? 0 : of.areas.mapped();
    }

    @Override
    public long resident(AddressSpace space) {
        Space of = paging.frames.space(space.tag());
        return of == null ? 0 : of.resident << UserFrames.SHIFT;
    }

    private @Nullable Space space(Process process) {
        AddressSpace address = process.space();
        return address == null ? null : paging.frames.living(address.tag());
    }

    private Programs programs(Thread thread) {
        while (programs.size() <= thread.number()) {
            programs.add(null);
        }
        Programs known = programs.get(thread.number());
        if (known == null) {
            Space space = space(thread.process());
            known = new Programs(
                    space == null ? null : new FaultProgram(paging, thread, space),
                    new CallProgram(paging, thread, space));
            programs.set(thread.number(), known);
        }
        return known;
    }

    @Override
    public KernelProgram fault(Thread thread, long address, AccessType access, int fault) {
        paging.counts.told();
        FaultProgram program = Objects.requireNonNull(programs(thread).fault, "a fault without an address space");
        return program.of(address, access, fault);
    }

    @Override
    public KernelProgram call(Thread thread, Reference call) {
        return programs(thread).call.of(call);
    }

    @Override
    public void retired(Thread thread, Reference reference) {
        Space space = space(thread.process());
        if (space == null || space.order > 0 || !reference.kind.memory()) {
            return;
        }
        boolean writes = reference.kind == Reference.Kind.STORE || reference.kind == Reference.Kind.MODIFY;
        long last = reference.address + reference.size - 1;
        for (long page = space.page(reference.address); page <= last; page += 1L << space.leafShift) {
            paging.frames.used(space, page, writes ? Use.WRITE : Use.READ);
        }
    }

    @Override
    public void recovered(Thread thread, long time) {
        Programs known = thread.number() < programs.size() ? programs.get(thread.number()) : null;
        if (known == null) {
            return;
        }
        paging.unpin(thread.number());
        if (known.fault != null) {
            known.fault.abandon();
        }
        known.call.abandon();
        paging.wakes.deliver(time);
    }

    @Override
    public void ended(Process process, long time) {
        Space space = space(process);
        if (space != null) {
            paging.end(space);
            paging.wakes.deliver(time);
        }
    }

    @Override
    public boolean watchesReferences() {
        return watches;
    }

    @Override
    public MemoryCounts numbers() {
        return new MemoryNumbers(paging);
    }

    @Override
    public @Nullable String waitsFor() {
        long transfers = paging.swapCounts.underWay();
        int waiting = paging.queue.waiting();
        return transfers + waiting == 0
                ? null
                : "os: " + waiting + " threads wait for a frame, " + transfers + " pages are on their way";
    }

    private void describeStacks(Section own, Process process) {
        Space space = space(process);
        if (space != null) {
            own.level("stack_bytes", "B", "bytes that its stacks have grown to, together", space.stackBytes);
            own.level("stack_pages", "pages", "pages of its stacks in memory", space.stackPages);
        }
    }

    private long undecided() {
        long count = 0;
        for (Programs each : programs) {
            count += each != null && each.fault != null && each.fault.undecided() ? 1 : 0;
        }
        return count;
    }

    /** Describes its statistics under {@code os}, {@code os.swap} and {@code process.NAME}; called when every cause has its name. */
    @Override
    public void describe(Statistics statistics, List<Process> processes) {
        Section section = statistics.section("os");
        Simulation simulation = paging.kernel.simulation();
        paging.counts.describe(section, this::undecided);
        paging.swapCounts.describe(section, statistics.section("os.swap"), simulation.causes());
        paging.frames.describe(section);
        paging.pages.describe(section);
        if (paging.swap != null) {
            paging.swap.describe(section);
        }
        for (Process process : processes) {
            process.describeFaults(statistics);
            describeStacks(statistics.section("process." + process.name()), process);
        }
    }
}
