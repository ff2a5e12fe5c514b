package dev.ziggurat.dram;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Sends single requests at given times and remembers when each was served, how, and where its time went. */
final class Client implements Requester {
    /** Much longer than what is ever queued. */
    private static final long SPARE = 100_000_000;

    final Simulation simulation = new Simulation(3);
    final Memory memory;
    private final List<Answer> answers = new ArrayList<>();

    /** An instant by which all is over, unless something goes on for ever. */
    private long end;

    /** What became of a request; its marks are kept. */
    final class Answer {
        final MemoryRequest request;
        long served = MemoryLevel.PENDING;

        Answer(MemoryRequest request) {
            this.request = request;
        }

        long latency() {
            return served - request.time;
        }

        String outcome() {
            return request.marks.outcome() < 0 ? "" : simulation.outcomes().name(request.marks.outcome());
        }

        /** Returns the time of a cause, in picoseconds. */
        long spent(String cause) {
            long sum = 0;
            long from = request.marks.start();
            for (int mark = 0; mark < request.marks.size(); mark++) {
                if (simulation.causes().name(request.marks.cause(mark)).equals(cause)) {
                    sum += request.marks.until(mark) - from;
                }
                from = request.marks.until(mark);
            }
            return sum;
        }
    }

    Client(MemorySpec spec) {
        memory = spec.create(simulation, "memory");
    }

    Answer load(long time, long address) {
        return send(time, AccessType.LOAD, address, 64);
    }

    Answer writeBack(long time, long address) {
        return send(time, AccessType.WRITE_BACK, address, 64);
    }

    Answer send(long time, AccessType type, long address, int size) {
        Answer answer = new Answer(new MemoryRequest(this, answers.size()));
        answers.add(answer);
        answer.request.physicalAddress = address;
        answer.request.size = size;
        answer.request.type = type;
        answer.request.time = time;
        end = Math.max(end, time + SPARE);
        simulation.engine().stopAt(end);
        simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                arrive(answer);
                            }
                        },
                        time);
        return answer;
    }

    private void arrive(Answer answer) {
        answer.request.marks.begin(answer.request.time);
        long time = memory.access(answer.request);
        if (time != MemoryLevel.PENDING) {
            completed(answer.request, time);
        }
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        Answer answer = answers.get(request.slot);
        if (answer.served != MemoryLevel.PENDING) {
            throw new IllegalStateException("served twice: " + request);
        }
        request.marks.close(time);
        answer.served = time;
    }

    Client run() {
        simulation.engine().run();
        return this;
    }
}
