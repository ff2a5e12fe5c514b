package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.detector.KnownBlocks.Finding;
import dev.ziggurat.runtime.heap.HeapThread;
import dev.ziggurat.runtime.heap.Locked;

/** One thread under {@link Redzones}. */
final class RedzoneThread implements GuardedThread {
    private final Redzones detector;
    private final RuntimeThread thread;
    private final HeapThread own;
    private final Shadow.Paint paint;
    private final Locked locked;
    private final Evict evict;
    private final Allocate allocate = new Allocate();
    private final Free free = new Free();
    private final Look look;
    private final LeakScan leaks;
    private long site;
    private Verdict verdict = Verdict.OK;

    RedzoneThread(Redzones detector, RuntimeThread thread, HeapThread own) {
        this.detector = detector;
        this.thread = thread;
        this.own = own;
        paint = detector.shadow.new Paint();
        locked = new Locked(detector.quarantine.mutex());
        evict = new Evict(detector, own, detector.shadow.new Paint());
        look = new Look(detector.shadow.new Check());
        leaks = new LeakScan(detector.blocks, detector.findings);
    }

    @Override
    public void allocate(long bytes, long alignment) {
        allocate.bytes = Math.max(1, bytes);
        allocate.refused = bytes < 0 || bytes > Integer.MAX_VALUE;
        allocate.alignment = Math.max(Redzones.HEADER, alignment);
        allocate.step = Allocate.Allocating.OPEN;
        thread.call(allocate);
    }

    @Override
    public void reserve(long address, long bytes) {
        throw new IllegalStateException("a detector places no block at a given address");
    }

    @Override
    public void free(long address) {
        free.block = address;
        free.step = Free.Freeing.STATE;
        thread.call(free);
    }

    @Override
    public void usable(long address) {
        thread.reply(detector.blocks.bytes(address));
    }

    @Override
    public boolean owns(long address) {
        return detector.blocks.isLive(address);
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public boolean covers(Reference reference) {
        return reference.kind.memory()
                && reference.kind != Kind.FETCH
                && (detector.covers(reference.address) || detector.covers(reference.address + reference.size - 1));
    }

    @Override
    public Routine check(Reference reference) {
        return look.of(reference);
    }

    @Override
    public void site(long number) {
        site = number;
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }

    @Override
    public void findLeaks() {
        thread.call(leaks.begin());
    }

    /** The word of a header that tells a block's bytes, its site (modulo 2^16), and how many times 16 B before it the allocator's block begins. */
    private static long info(long bytes, long site, long before) {
        return bytes | (site & 0xffff) << 32 | (before / Redzones.HEADER) << 48;
    }

    /** A block with room around it. */
    private final class Allocate extends Routine {
        private long bytes;
        private long alignment;
        private boolean refused;
        private long outer;
        private long block;
        private Allocating step = Allocating.OPEN;

        private enum Allocating {
            OPEN,
            TAKE,
            TAKEN,
            INFO,
            PAINT,
            END
        }

        @Override
        protected void step(RuntimeThread on) {
            switch (step) {
                case OPEN -> {
                    step = Allocating.TAKE;
                    if (detector.open()) {
                        own.allocate(detector.room(), Redzones.HEADER);
                    }
                }
                case TAKE -> {
                    // A block in quarantine holds a link: it has a word at least.
                    long inside = Math.max(Redzones.WORD, bytes) + Redzones.HEADER + detector.room();
                    long slack = alignment > Redzones.HEADER ? alignment : 0;
                    step = Allocating.TAKEN;
                    own.allocate(refused ? -1 : inside + slack, Redzones.HEADER);
                }
                case TAKEN -> taken(on);
                case INFO -> {
                    on.store(block - Redzones.WORD, info(bytes, site, block - outer));
                    step = Allocating.PAINT;
                }
                case PAINT -> {
                    step = Allocating.END;
                    long end = block + bytes;
                    on.call(paint.around(block - Redzones.HEADER, block, end, end + detector.room(), Shadow.REDZONE));
                }
                case END -> on.end(block);
            }
        }

        private void taken(RuntimeThread on) {
            outer = on.answer();
            if (outer == NONE) {
                on.end(NONE);
                return;
            }
            block = (outer + Redzones.HEADER + alignment - 1) / alignment * alignment;
            detector.blocks.allocated(block, bytes, site);
            detector.room(Redzones.HEADER + detector.room());
            step = Allocating.INFO;
            on.store(block - Redzones.HEADER, Redzones.LIVE);
        }
    }

    /** Marks a block and puts it into quarantine; what is no live block is caught by its header. */
    private final class Free extends Routine {
        private long block;
        private long info;
        private Freeing step = Freeing.STATE;

        private enum Freeing {
            STATE,
            INFO,
            QUARANTINE,
            END,
            STOP
        }

        @Override
        protected void step(RuntimeThread on) {
            switch (step) {
                case STATE -> state(on);
                case INFO -> {
                    info = on.load(block - Redzones.WORD);
                    step = Freeing.QUARANTINE;
                    on.call(paint.all(block, block + Evict.bytes(info), Shadow.FREED));
                }
                case QUARANTINE -> {
                    step = Freeing.END;
                    locked.begin(on, evict.enter(block, Evict.bytes(info)));
                }
                case END -> on.end(0);
                case STOP -> on.exit();
            }
        }

        private void state(RuntimeThread on) {
            if (block == NONE) {
                on.end(0);
                return;
            }
            long header = block - Redzones.HEADER;
            boolean possible = block % Redzones.WORD == 0 && detector.covers(header);
            if (possible && on.compareAndExchange(header, Redzones.LIVE, Redzones.QUARANTINED) == Redzones.LIVE) {
                verdict = Verdict.OK;
                detector.blocks.freed(block);
                step = Freeing.INFO;
                return;
            }
            Finding finding = detector.blocks.free(block);
            verdict = finding.verdict();
            detector.findings.free(block, finding);
            if (detector.spec.onError() == OnError.STOP) {
                step = Freeing.STOP;
            } else {
                on.end(-1);
            }
        }
    }

    /** Looks at an access. */
    private final class Look extends Routine {
        private final Shadow.Check check;
        private Kind kind = Kind.LOAD;
        private long address;
        private int size;
        private boolean checked;

        Look(Shadow.Check check) {
            this.check = check;
        }

        Look of(Reference reference) {
            kind = reference.kind;
            address = reference.address;
            size = reference.size;
            checked = false;
            return this;
        }

        @Override
        protected void step(RuntimeThread on) {
            if (!checked) {
                checked = true;
                detector.checked();
                on.call(check.of(address, size));
                return;
            }
            if (on.answer() != 0) {
                verdict = Verdict.OK;
                on.end(ISSUE);
                return;
            }
            Finding finding = detector.blocks.access(address, size);
            verdict = finding.verdict();
            detector.findings.access(kind, address, size, finding);
            on.end(detector.spec.onError() == OnError.STOP ? STOP : SKIP);
        }
    }
}
