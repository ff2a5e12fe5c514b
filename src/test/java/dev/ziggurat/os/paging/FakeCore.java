package dev.ziggurat.os.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.mmu.Fault;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.Translated;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Processor;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.MarkList;
import java.util.Objects;

/**
 * A core without caches: each load and store takes 1 ps beside its translation, one after the other. Each reference of a program must find
 * what the program wrote last to that page.
 */
final class FakeCore extends Event implements Cpu.Seat, Requester, Translated {
    /** No test takes so many steps: a core that does never ends. */
    private static final long MOST_ACTS = 3_000_000;

    private final Rig rig;
    private final Engine engine;
    private final Processor cpu;
    private final Mmu mmu;
    private final Shares shares;
    private final MemoryRequest request = new MemoryRequest(this, 0);
    private final Reference reference = new Reference();
    private long acts;
    private long time;
    private boolean waits = true;

    // The reference in hand: when it began, the next byte that is not translated, and the pages that were.
    private long begun;
    private long next;
    private boolean storing;
    private boolean inHand;

    FakeCore(Rig rig, Processor cpu, Mmu mmu, Shares shares) {
        this.rig = rig;
        engine = rig.simulation.engine();
        this.cpu = cpu;
        this.mmu = mmu;
        this.shares = shares;
        cpu.seat(this);
    }

    void start() {
        waits = cpu.start(0) == Cpu.LATER;
    }

    @Override
    public void goOn(long at) {
        assertThat(waits).isTrue();
        waits = false;
        time = at;
        engine.schedule(this, at);
    }

    @Override
    public void attention(long when) {
        // It looks anyway.
    }

    @Override
    protected void fire() {
        while (!waits) {
            if (time > engine.now() && time >= engine.horizon()) {
                engine.schedule(this, time);
                return;
            }
            act();
        }
    }

    private void act() {
        if (++acts > MOST_ACTS) {
            throw new AssertionError("a core makes more than " + MOST_ACTS + " steps");
        }
        Thread thread = cpu.thread();
        if (inHand) {
            translate(thread);
            return;
        }
        if (thread.attention) {
            came(cpu.attend(time));
            return;
        }
        thread.next(reference);
        if (!reference.kind.memory()) {
            rig.step(thread, reference, time);
            came(cpu.operate(reference, time));
        } else if (thread.inKernel()) {
            rig.kernel(thread, reference, time);
            time++;
        } else {
            begun = time;
            next = reference.address;
            storing = false;
            inHand = true;
            request.marks.begin(time);
        }
    }

    private void came(long at) {
        waits = at == Cpu.LATER;
        time = waits ? time : at;
    }

    private AccessType access() {
        boolean store = reference.kind == Kind.STORE || storing;
        return reference.kind == Kind.FETCH ? AccessType.FETCH : store ? AccessType.STORE : AccessType.LOAD;
    }

    private void translate(Thread thread) {
        request.type = access();
        request.virtualAddress = next;
        request.time = time;
        request.thread = thread.number();
        long known = mmu.translate(request, this);
        waits = known == Mmu.PENDING;
        if (!waits) {
            time = known;
            goOnWith(thread);
        }
    }

    @Override
    public void translated(MemoryRequest answered, long at) {
        waits = false;
        time = at;
        goOnWith(cpu.thread());
        if (!waits) {
            engine.schedule(this, Math.max(time, engine.now()));
        }
    }

    private void goOnWith(Thread thread) {
        if (request.fault != Fault.NONE) {
            inHand = false;
            MarkList list = thread.faulted(
                    begun, Objects.requireNonNull(cpu.kernelCauses()).retry());
            list.follow(request.marks, cpu.kernelCauses().retry());
            thread.putBack(reference);
            came(cpu.fault(next, access(), request.fault, time));
            return;
        }
        rig.user(thread, request, reference, time);
        next = (next | 4095) + 1;
        if (next - reference.address < reference.size && next > 0) {
            return;
        }
        if (reference.kind == Kind.MODIFY && !storing) {
            storing = true;
            next = reference.address;
            return;
        }
        inHand = false;
        time++;
        retire(thread);
    }

    private void retire(Thread thread) {
        MarkList recovery = thread.recovery();
        if (thread.observed) {
            if (recovery != null) {
                recovery.spent(Objects.requireNonNull(cpu.kernelCauses()).retry(), time);
            }
            cpu.retired(reference, time);
        }
        Process process = thread.process();
        process.retired++;
        if (process.retired == process.milestone()) {
            shares.reached(process, time);
            thread.attention = true;
        }
    }

    @Override
    public void completed(MemoryRequest answered, long at) {
        throw new IllegalStateException("nothing was sent");
    }
}
