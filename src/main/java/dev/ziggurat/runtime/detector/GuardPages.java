package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.heap.HeapLock;
import dev.ziggurat.runtime.heap.HeapThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * Each block at the end of pages of its own, before a page without rights; what was given back has no rights either: the hardware finds what is wrong, at no
 * price but page faults, TLB entries, memory and three system calls a block. As Electric Fence (B. Perens, 1987; efence(3)), with its table of
 * slots, which is searched from the beginning. It takes the place of the allocator.
 */
public final class GuardPages implements Detector {
    static final long PAGE = 4096;

    // A slot: the block | its bytes | where its pages begin | how many bytes they have with the one without rights.
    static final int BLOCK = 0;
    static final int BYTES = 8;
    static final int START = 16;
    static final int LENGTH = 24;
    static final int SLOT = 32;

    /** Where the table lies: below the heap, a choice. */
    private static final long TABLE = 0x8_0000_0000L;

    private static final long HEADER = 64;
    private static final int PAGE_SHIFT = 12;

    final Spec spec;
    final KnownBlocks blocks;
    final Findings findings;
    final HeapLock lock = new HeapLock(TABLE);

    /** For each page under its number a word that is not 0 if it has no rights. */
    private final WordStore forbidden = new WordStore();

    private long mapped;
    private long calls;

    private GuardPages(Spec spec, DetectorSite site) {
        this.spec = spec;
        blocks = new KnownBlocks(PAGE, site.now());
        findings = new Findings(site.process());
    }

    /**
     * {@code kind: guard-pages}; needs an operating system.
     *
     * @param slots how many blocks there can be, those that were given back included, default 65536
     * @param alignment what the address of each block is a multiple of, default 16 B; bytes between a block's end and the next multiple are not
     *     guarded
     * @param onError what the program does that is caught, default {@link OnError#STOP}: the access is made and ends it
     */
    public record Spec(Integer slots, ByteSize alignment, OnError onError) implements DetectorSpec {
        private static final int USUAL = 1 << 16;
        private static final int MOST = 1 << 24;

        public Spec {
            slots = slots == null ? USUAL : slots;
            alignment = alignment == null ? new ByteSize(16) : alignment;
            onError = onError == null ? OnError.STOP : onError;
            SpecException.requireRange("slots", slots, 1, MOST);
            if (alignment.bytes() < 1 || alignment.bytes() > PAGE || Long.bitCount(alignment.bytes()) != 1) {
                throw new SpecException("alignment", alignment + " is no power of two from 1 B to 4 KiB");
            }
        }

        @Override
        public Detector create(DetectorSite site) {
            return new GuardPages(this, site);
        }

        @Override
        public boolean makesCalls() {
            return true;
        }
    }

    /** Returns where the number of slots in use stands. */
    long used() {
        return TABLE + Redzones.WORD;
    }

    /** Returns a slot. */
    long slot(long number) {
        return TABLE + HEADER + number * SLOT;
    }

    /** A system call was made. */
    void called() {
        calls++;
    }

    /** So many bytes more are mapped. */
    void mapped(long bytes) {
        mapped += bytes;
    }

    /** Pages have no rights from now on. */
    void forbid(long start, long bytes) {
        for (long page = start; page < start + bytes; page += PAGE) {
            forbidden.write(page >>> PAGE_SHIFT << 3, 1);
        }
    }

    /** Whether a byte lies in a page that has no rights. */
    boolean forbids(long address) {
        return forbidden.read(address >>> PAGE_SHIFT << 3) != 0;
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("slots", TABLE, HEADER + (long) spec.slots * SLOT), Roots.area());
    }

    @Override
    public GuardedThread attach(RuntimeThread thread, HeapThread own) {
        return new GuardPagesThread(this, thread);
    }

    @Override
    public void describe(Section section) {
        findings.describe(section);
        section.counter("system_calls", "calls", "calls of mmap and mprotect that it took", () -> calls);
        section.counter(
                "mapped_bytes", "B", "bytes that were mapped for blocks, pages without rights included", () -> mapped);
        section.word(
                "fastest_growth",
                "the site whose live bytes grow fastest over its allocations, by least squares; empty if none grows",
                () -> blocks.growth().fastest());
    }

    @Override
    public List<String> reports() {
        return findings.reports();
    }
}
