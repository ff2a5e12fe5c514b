package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.MarkList;
import org.jspecify.annotations.Nullable;

/**
 * Whom a core runs and in which mode, and its calls of the operating system. Each call is made at an instant up to which the core's time is booked,
 * with nothing in the pipeline, and returns from when the core goes on; {@link Cpu#LATER} if the seat will be told.
 */
final class Context {
    static final long LATER = Cpu.LATER;

    // Changed by the calls.
    Thread thread;
    Process process;
    boolean kernel;

    /** Whether what retires counts for no share of a process: in the kernel, or of a daemon. */
    boolean apart;

    private final Cpu cpu;
    private final @Nullable KernelCauses kernelCauses;
    private final Shares shares;
    private final Translator translator;
    private final CoreBooks books;
    private final int retry;
    private final int fetchCause;
    private final Reference told = new Reference();

    /** What the core's time is spent on until it goes on. */
    private int waitCause;

    // The fault that is to be told.
    private long faultAddress;
    private AccessType faultAccess = AccessType.LOAD;
    private int fault;

    private long instructions;
    private long references;

    Context(CoreSite site, Translator translator, CoreBooks books, Cpu.Seat seat) {
        cpu = site.cpu();
        shares = site.shares();
        this.translator = translator;
        this.books = books;
        cpu.seat(seat);
        thread = cpu.thread();
        process = thread.process();
        waitCause = books.causes.idle();
        fetchCause = site.fetch().cause();
        kernelCauses = cpu.kernelCauses();
        retry = kernelCauses == null ? waitCause : kernelCauses.retry();
    }

    /** The core begins at an instant. */
    long start(long time) {
        return came(cpu.start(time));
    }

    /** The thread wants the attention of the operating system. */
    long attend(long time) {
        return came(cpu.attend(time));
    }

    /** An operation takes effect. */
    long operate(Reference operation, long time) {
        return came(cpu.operate(operation, time));
    }

    /** The operating system is told of the fault; the references are back in the thread. */
    long fault(long time) {
        MarkList recovery = thread.recovery();
        if (recovery != null) {
            recovery.spent(books.causes.storeBuffer(), time);
        }
        return came(cpu.fault(faultAddress, faultAccess, fault, time));
    }

    private long came(long time) {
        waitCause = cpu.cause();
        return time;
    }

    /** The core goes on at an instant, with whatever is on top of whoever's stack. */
    void goOn(long time) {
        books.time.charge(waitCause, time);
        enter();
    }

    private void enter() {
        thread = cpu.thread();
        process = thread.process();
        kernel = thread.inKernel();
        apart = kernel || thread.daemon();
        translator.enter(thread);
        books.enter(thread);
    }

    /** Returns what the core's time is spent on until it goes on. */
    int waitCause() {
        return waitCause;
    }

    /** Returns what the front of the pipeline is held back by when the core has just gone on: under an operating system it fills anew. */
    int fillCause() {
        return kernelCauses == null ? waitCause : books.causes.window();
    }

    /** Returns the cause of core time in the mode at hand: all of a kernel program's is one, that of a program its own. */
    int causeInMode(int own) {
        return kernel && kernelCauses != null ? kernelCauses.kernel() : own;
    }

    /** Whether there is an operating system. */
    boolean hasKernel() {
        return kernelCauses != null;
    }

    /** Returns what the core's time is spent on while the store buffer drains before a call. */
    int drainCause() {
        return process.ended() ? books.causes.idle() : books.causes.storeBuffer();
    }

    /** The oldest reference has failed to be translated; from now on its time is the thread's. */
    void faulted(Parts failed, AccessType access, long time) {
        MarkList recovery = thread.faulted(failed.begun(), retry);
        recovery.follow(failed.marks(), retry);
        recovery.spent(books.causes.window(), time);
        faultAccess = access;
        faultAddress = failed.faultAddress();
        fault = failed.fault();
    }

    /** A fetch has its bytes; {@code oldest} says that no older reference is in flight. */
    void fetched(Parts fetching, boolean oldest) {
        MarkList recovery = kernel || !oldest ? null : thread.recovery();
        if (recovery != null) {
            recoverFrom(recovery, fetching, fetchCause);
        }
    }

    /** A reference that is observed has retired. */
    void observe(InFlight reference, long time) {
        if (kernel) {
            return;
        }
        MarkList recovery = thread.recovery();
        if (recovery != null && reference.kind != Kind.FETCH) {
            if (reference.loads()) {
                books.faulted(reference.begun - recovery.start());
            }
            recover(recovery, reference, time);
        }
        reference.copyTo(told);
        cpu.retired(told, time);
    }

    /** Appends what became of a reference that had faulted: a load up to its data, a store until it retires. */
    private void recover(MarkList recovery, InFlight reference, long time) {
        Parts parts = reference.parts;
        if (reference.loads() && parts == null) {
            recovery.spent(retry, reference.begun);
            recovery.spent(books.hitCause(), reference.begun + books.hitTime());
        } else if (parts != null && reference.accompanies) {
            recovery.spent(retry, reference.begun);
            recovery.spent(books.hitCause(), reference.begun + books.hitTime());
            recovery.follow(parts.marks(), retry);
        } else if (parts != null) {
            recoverFrom(recovery, parts, books.hitCause());
        }
        PendingStore store = reference.store;
        if (store != null) {
            Parts translation = store.translation;
            if (translation != null && translation.end() > recovery.end()) {
                recovery.follow(translation.marks(), retry);
            }
            long begun = Math.min(reference.begun, time);
            if (recovery.end() < begun) {
                recovery.spent(retry, begun);
            }
            recovery.spent(books.causes.window(), time);
        }
    }

    private void recoverFrom(MarkList recovery, Parts parts, int hitCause) {
        if (parts.plainHit()) {
            recovery.spent(retry, parts.begun());
            recovery.spent(hitCause, parts.end());
        } else {
            recovery.follow(parts.marks(), retry);
        }
    }

    /** A reference goes back to the thread, so many of the instructions before it have retired. */
    void putBack(Reference reference, int gapRetired) {
        reference.gap -= gapRetired;
        thread.putBack(reference);
        if (!kernel) {
            instructions += gapRetired;
            if (apart) {
                process.daemonInstructions += gapRetired;
            } else {
                process.instructions += gapRetired;
            }
        }
    }

    /** Returns how many instructions a reference is with those before it: where the stream carries fetches, those are the instructions. */
    int instructions(Kind kind, int gap) {
        if (kind == Kind.FETCH) {
            return 1;
        }
        return gap + (thread.carriesFetches ? 0 : 1);
    }

    /** A reference has retired, which is so many instructions. */
    void retired(Kind kind, int count, long time) {
        if (apart) {
            retiredApart(kind, count);
            return;
        }
        Process of = process;
        of.instructions += count;
        instructions += count;
        switch (kind) {
            case LOAD -> of.loads++;
            case STORE -> of.stores++;
            case MODIFY -> of.modifies++;
            default -> {
                of.fetches++;
                return;
            }
        }
        references++;
        if (++of.retired == of.milestone()) {
            shares.reached(of, time);
            thread.attention |= of.ended();
        }
    }

    private void retiredApart(Kind kind, int count) {
        if (kernel) {
            books.kernelReference();
            return;
        }
        process.daemonInstructions += count;
        instructions += count;
        if (kind != Kind.FETCH) {
            process.daemonReferences++;
            references++;
        }
    }

    /** A run of loads and stores has retired in user mode, none of which reaches the milestone. */
    void retiredRun(long loads, long stores, long count) {
        references += loads + stores;
        instructions += count;
        Process of = process;
        if (apart) {
            of.daemonReferences += loads + stores;
            of.daemonInstructions += count;
            return;
        }
        of.loads += loads;
        of.stores += stores;
        of.retired += loads + stores;
        of.instructions += count;
    }

    /** Returns the instructions retired in user mode. */
    long instructions() {
        return instructions;
    }

    /** Returns the loads, stores and modifies retired in user mode. */
    long references() {
        return references;
    }
}
