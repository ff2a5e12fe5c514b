package dev.ziggurat.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Sends random requests from a table of slots into a level, and checks every clause of the contract that a requester can see. */
final class ContractRig extends Event implements Requester {
    private static final int SLOTS = 12;

    private final Engine engine;
    private final MemoryLevelContract.Subject subject;
    private final SplittableRandom random;
    private final MemoryRequest[] requests = new MemoryRequest[SLOTS];
    private final long[] arrivals = new long[SLOTS];
    private final boolean[] busy = new boolean[SLOTS];
    private final boolean[] pending = new boolean[SLOTS];
    private final List<Integer> order = new ArrayList<>();
    private int left;
    private @Nullable MemoryRequest inside;

    /** The served requests: line, arrival, end, in the order of arrival. */
    record Served(AccessType type, long line, long arrival, long end) {}

    private final List<@Nullable Served> served = new ArrayList<>();
    private final int[] numbers = new int[SLOTS];

    ContractRig(Simulation simulation, MemoryLevelContract.Subject subject, long seed, int count) {
        engine = simulation.engine();
        this.subject = subject;
        random = new SplittableRandom(seed);
        left = count;
        for (int slot = 0; slot < SLOTS; slot++) {
            requests[slot] = new MemoryRequest(this, slot);
        }
    }

    /** Runs to the end; returns what was served, in the order of arrival. */
    List<Served> run() {
        engine.schedule(this, random.nextLong(3_000));
        engine.run();
        List<Served> all = new ArrayList<>();
        for (Served each : served) {
            if (each == null) {
                throw new AssertionError("a request was never served");
            }
            all.add(each);
        }
        return all;
    }

    @Override
    protected void fire() {
        int burst = 1 + random.nextInt(4);
        for (int i = 0; i < burst && left > 0; i++) {
            send();
        }
        if (left > 0) {
            engine.schedule(this, engine.now() + random.nextLong(random.nextBoolean() ? 500 : 60_000));
        }
    }

    private void send() {
        int slot = free();
        if (slot < 0) {
            return;
        }
        left--;
        MemoryRequest request = requests[slot];
        assertThat(request.next).as("the slot's request stands in no list").isNull();
        assertThat(request.scheduled()).as("the slot's request is no event").isFalse();
        assertThat(request.requester()).as("the slot owns its request").isSameAs(this);
        fill(request);
        busy[slot] = true;
        numbers[slot] = served.size();
        served.add(null);
        arrivals[slot] = request.time;
        inside = request;
        long time = subject.level().access(request);
        inside = null;
        if (time == MemoryLevel.PENDING) {
            pending[slot] = true;
        } else {
            done(request, time);
        }
    }

    private void fill(MemoryRequest request) {
        request.type = subject.types().get(random.nextInt(subject.types().size()));
        int line = subject.lineBytes();
        long address = (long) random.nextInt(subject.lines()) * line;
        boolean whole = request.type != AccessType.LOAD
                && request.type != AccessType.STORE
                && request.type != AccessType.FETCH
                && request.type != AccessType.WRITE_THROUGH;
        int offset = whole ? 0 : random.nextInt(line);
        request.physicalAddress = address + offset;
        request.virtualAddress = request.physicalAddress;
        request.size = whole ? line : 1 + random.nextInt(line - offset);
        request.time = engine.now() + (subject.ahead() == 0 ? 0 : random.nextLong(subject.ahead()));
        request.marks.begin(request.time);
    }

    private int free() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (!busy[slot]) {
                return slot;
            }
        }
        return -1;
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        assertThat(inside).as("completed from inside the access it answers").isNotSameAs(request);
        assertThat(pending[request.slot])
                .as("completed once, and only if it was pending")
                .isTrue();
        assertThat(time).as("completed in the past").isGreaterThanOrEqualTo(engine.now());
        pending[request.slot] = false;
        done(request, time);
    }

    private void done(MemoryRequest request, long time) {
        int slot = request.slot;
        String what = request.type + " of slot " + slot + " " + request.marks;
        assertThat(request).isSameAs(requests[slot]);
        assertThat(time).as(what + " is served before its arrival").isGreaterThanOrEqualTo(arrivals[slot]);
        assertThat(request.marks.start()).as(what + " begins at its arrival").isEqualTo(arrivals[slot]);
        if (request.marks.size() > 0 || !subject.leavesHitsUnmarked()) {
            assertThat(request.marks.end()).as(what + " ends at its completion").isEqualTo(time);
        }
        if (!busy[slot]) {
            fail("a slot was served that is free");
        }
        served.set(
                numbers[slot],
                new Served(request.type, request.physicalAddress / subject.lineBytes(), arrivals[slot], time));
        new Free(slot, time);
    }

    /** The slot is kept until the promised time; it is used again from an event, never from inside the call. */
    private final class Free extends Event {
        private final int slot;

        Free(int slot, long time) {
            this.slot = slot;
            engine.schedule(this, time);
        }

        @Override
        protected void fire() {
            busy[slot] = false;
            order.add(slot);
            if (left > 0 && random.nextInt(3) == 0) {
                send();
            }
        }
    }
}
