package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import dev.ziggurat.runtime.detector.KnownBlocks.Finding;
import dev.ziggurat.runtime.heap.Locked;

/** One thread under {@link GuardPages}. */
final class GuardPagesThread implements GuardedThread {
    private static final long READ_AND_WRITE = 3;
    private static final long NO_RIGHTS = 0;

    private final GuardPages detector;
    private final RuntimeThread thread;
    private final Locked locked;
    private final Allocate allocate = new Allocate();
    private final Free free = new Free();
    private final Look look = new Look();
    private final LeakScan leaks;
    private long site;
    private Verdict verdict = Verdict.OK;

    GuardPagesThread(GuardPages detector, RuntimeThread thread) {
        this.detector = detector;
        this.thread = thread;
        locked = new Locked(detector.lock);
        leaks = new LeakScan(detector.blocks, detector.findings);
    }

    @Override
    public void allocate(long bytes, long alignment) {
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
            thread.reply(NONE);
            return;
        }
        allocate.bytes = Math.max(1, bytes);
        allocate.alignment = Math.max(detector.spec.alignment().bytes(), Math.min(alignment, GuardPages.PAGE));
        allocate.step = Allocate.Allocating.USED;
        locked.begin(thread, allocate);
    }

    @Override
    public void reserve(long address, long bytes) {
        throw new IllegalStateException("a detector places no block at a given address");
    }

    @Override
    public void free(long address) {
        if (address == NONE) {
            thread.reply(0);
            return;
        }
        free.block = address;
        free.step = Free.Freeing.USED;
        locked.begin(thread, free);
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
        boolean wrong = reference.kind.memory()
                && reference.kind != Kind.FETCH
                && (detector.forbids(reference.address) || detector.forbids(reference.address + reference.size - 1));
        if (!wrong) {
            verdict = Verdict.OK;
        }
        return wrong;
    }

    @Override
    public Routine check(Reference reference) {
        look.kind = reference.kind;
        look.address = reference.address;
        look.size = reference.size;
        return look;
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

    /** A slot, if there is one left, and pages for a block, the last without rights. */
    private final class Allocate extends Routine {
        private final Writes writes = new Writes();
        private long bytes;
        private long alignment;
        private long length;
        private long start;
        private long block;
        private long number;
        private Allocating step = Allocating.USED;

        private enum Allocating {
            USED,
            MAP,
            PROTECT,
            SLOT,
            END
        }

        @Override
        protected void step(RuntimeThread on) {
            switch (step) {
                case USED -> {
                    number = on.load(detector.used());
                    step = Allocating.MAP;
                }
                case MAP -> map(on);
                case PROTECT -> protect(on);
                case SLOT -> {
                    detector.forbid(start + length - GuardPages.PAGE, GuardPages.PAGE);
                    step = Allocating.END;
                    fill(on);
                }
                case END -> {
                    detector.blocks.allocated(block, bytes, site);
                    on.end(block);
                }
            }
        }

        private void map(RuntimeThread on) {
            if (number >= detector.spec.slots()) {
                on.end(NONE);
                return;
            }
            long inside = (bytes + alignment - 1) / alignment * alignment;
            length = (inside + GuardPages.PAGE - 1) / GuardPages.PAGE * GuardPages.PAGE + GuardPages.PAGE;
            detector.called();
            step = Allocating.PROTECT;
            on.system(on.systemCall("mmap"), 0, length, READ_AND_WRITE);
        }

        private void protect(RuntimeThread on) {
            start = on.answer();
            if (start < 0) {
                on.end(NONE);
                return;
            }
            detector.called();
            detector.mapped(length);
            block = start + length - GuardPages.PAGE - (bytes + alignment - 1) / alignment * alignment;
            step = Allocating.SLOT;
            on.system(on.systemCall("mprotect"), start + length - GuardPages.PAGE, GuardPages.PAGE, NO_RIGHTS);
        }

        private void fill(RuntimeThread on) {
            long slot = detector.slot(number);
            writes.add(slot + GuardPages.BLOCK, block);
            writes.add(slot + GuardPages.BYTES, bytes);
            writes.add(slot + GuardPages.START, start);
            writes.add(slot + GuardPages.LENGTH, length);
            writes.add(detector.used(), number + 1);
            writes.begin(on);
        }
    }

    /** Looks for the slot of a block from the first on, and takes the rights from its pages. */
    private final class Free extends Routine {
        private long block;
        private long used;
        private long number;
        private long start;
        private long length;
        private Freeing step = Freeing.USED;

        private enum Freeing {
            USED,
            SLOT,
            START,
            LENGTH,
            FORGET,
            PROTECT,
            END,
            STOP
        }

        @Override
        protected void step(RuntimeThread on) {
            switch (step) {
                case USED -> {
                    used = on.load(detector.used());
                    number = 0;
                    step = Freeing.SLOT;
                }
                case SLOT -> slot(on);
                case START -> {
                    start = on.load(detector.slot(number) + GuardPages.START);
                    step = Freeing.LENGTH;
                }
                case LENGTH -> {
                    length = on.load(detector.slot(number) + GuardPages.LENGTH);
                    step = Freeing.FORGET;
                }
                case FORGET -> {
                    on.store(detector.slot(number) + GuardPages.BLOCK, 0);
                    detector.blocks.freed(block);
                    step = Freeing.PROTECT;
                }
                case PROTECT -> {
                    detector.called();
                    step = Freeing.END;
                    on.system(on.systemCall("mprotect"), start, length, NO_RIGHTS);
                }
                case END -> {
                    detector.forbid(start, length);
                    on.end(0);
                }
                case STOP -> on.exit();
            }
        }

        private void slot(RuntimeThread on) {
            if (number == used) {
                wrong(on);
            } else if (on.load(detector.slot(number) + GuardPages.BLOCK) == block) {
                verdict = Verdict.OK;
                step = Freeing.START;
            } else {
                number++;
            }
        }

        private void wrong(RuntimeThread on) {
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

    /** Names an access that the hardware would not allow; made all the same, it ends the program. */
    private final class Look extends Routine {
        private Kind kind = Kind.LOAD;
        private long address;
        private int size;

        @Override
        protected void step(RuntimeThread on) {
            Finding finding = detector.blocks.access(address, size);
            verdict = finding.verdict();
            detector.findings.access(kind, address, size, finding);
            on.end(detector.spec.onError() == OnError.STOP ? ISSUE : SKIP);
        }
    }
}
