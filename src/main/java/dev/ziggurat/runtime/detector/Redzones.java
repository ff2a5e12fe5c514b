package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.heap.HeapThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * Room around each block, shadow memory that says which bytes may be accessed, and a quarantine for blocks that were given back, as in AddressSanitizer
 * (Serebryany et al., 2012). Each access of the heap loads its shadow first. Before a block stands a header of two words: whether it is live, and its
 * bytes, its site and how far before it the allocator's block begins; the header belongs to the room.
 */
public final class Redzones implements Detector {
    static final int WORD = 8;

    /** The bytes of a header. */
    static final int HEADER = 16;

    // The first word of a header.
    static final long LIVE = 0x5a6967677572614cL;
    static final long QUARANTINED = 0x5a69676775726151L;

    private static final int LINE = 64;

    final Spec spec;
    final Shadow shadow;
    final KnownBlocks blocks;
    final Findings findings;
    final Quarantine quarantine;
    private final DetectorSite site;

    // What it has cost.
    private long checks;
    private long room;

    /** Whether the room before the first block of the heap has been taken. */
    private boolean opened;

    private Redzones(Spec spec, DetectorSite site) {
        this.spec = spec;
        this.site = site;
        shadow = new Shadow(site.words(), site.heap().range());
        blocks = new KnownBlocks(spec.redzone.bytes(), site.now());
        findings = new Findings(site.process());
        quarantine = new Quarantine(end(shadow.area()));
    }

    private static long end(Area shadow) {
        return (shadow.start() + shadow.bytes() + LINE - 1) / LINE * LINE;
    }

    /**
     * {@code kind: redzones}.
     *
     * @param redzone the room before and behind each block, a power of two from 16 B to 2 KiB; default 16 B, as AddressSanitizer's (flag redzone)
     * @param quarantine how many bytes of blocks that were given back are kept from use, default 256 MiB, as AddressSanitizer's (flag
     *     quarantine_size_mb)
     * @param onError what the program does that is caught, default {@link OnError#STOP}
     */
    public record Spec(ByteSize redzone, ByteSize quarantine, OnError onError) implements DetectorSpec {
        private static final ByteSize QUARANTINE = new ByteSize(256L << 20);
        private static final long LARGEST = 2048;

        public Spec {
            redzone = redzone == null ? new ByteSize(HEADER) : redzone;
            quarantine = quarantine == null ? QUARANTINE : quarantine;
            onError = onError == null ? OnError.STOP : onError;
            if (redzone.bytes() < HEADER || redzone.bytes() > LARGEST || Long.bitCount(redzone.bytes()) != 1) {
                throw new SpecException("redzone", redzone + " is no power of two from 16 B to 2 KiB");
            }
        }

        @Override
        public Detector create(DetectorSite site) {
            return new Redzones(this, site);
        }
    }

    /** Returns whether the room before the first block is still to be taken, and takes it for granted from now on. */
    boolean open() {
        boolean first = !opened;
        opened = true;
        return first && room() > 0;
    }

    /** Returns the room behind a block that is its own: the header of the next is the rest. */
    long room() {
        return spec.redzone.bytes() - HEADER;
    }

    /** An access was looked at. */
    void checked() {
        checks++;
    }

    /** So many bytes were taken as room around a block that is given out. */
    void room(long bytes) {
        room += bytes;
    }

    /** Whether an address lies in the heap. */
    boolean covers(long address) {
        return site.heap().reaches(address);
    }

    @Override
    public List<Area> areas() {
        return List.of(shadow.area(), new Area("quarantine", quarantine.lock(), LINE), Roots.area());
    }

    @Override
    public GuardedThread attach(RuntimeThread thread, HeapThread own) {
        return new RedzoneThread(this, thread, own);
    }

    @Override
    public void describe(Section section) {
        findings.describe(section);
        section.counter(
                "checks", "references", "loads, stores and modifies of the heap that were looked at", () -> checks);
        section.counter(
                "shadow_references", "references", "loads and stores of the shadow that it took", shadow::references);
        section.counter("quarantined", "blocks", "blocks that went into quarantine", quarantine::entered);
        section.counter("released", "blocks", "blocks that left it, for the allocator", quarantine::left);
        section.word(
                "fastest_growth",
                "the site whose live bytes grow fastest over its allocations, by least squares; empty if none grows",
                () -> blocks.growth().fastest());
        section.counter("redzone_bytes", "B", "bytes of room taken around all blocks that were given out", () -> room);
    }

    @Override
    public List<String> reports() {
        return findings.reports();
    }
}
