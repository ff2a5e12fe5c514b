package dev.ziggurat.experiment.mrc;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.workload.AddressSource;
import org.jspecify.annotations.Nullable;

/** What one thread touches, reference after reference. */
final class ThreadLines {
    /** How many addresses are asked for at once: few, so that they stay in the host's first-level cache beside the lines. */
    private static final int CHUNK = 256;

    private final String path;
    private final Program program;
    private final Reference reference = new Reference();
    private final int shift;

    /** kind k, by its ordinal: how often its lines are accessed. */
    private final int[] times;

    /** What its lines are combined with, so that those of other address spaces are others. */
    private final Space space;

    /** The program, if its addresses can be had many at a time; null if not, or if what kind a reference is matters. */
    private final @Nullable AddressSource source;

    /** The next addresses of the source. */
    private final long[] addresses = new long[CHUNK];

    private boolean ended;
    private long references;
    private int end;

    /**
     * Makes the lines of a thread.
     *
     * @param path its name in messages
     * @param cut how references become lines
     * @param space whose addresses they are
     */
    ThreadLines(String path, Program program, Cut cut, Space space) {
        this.path = path;
        this.program = program;
        this.space = space;
        shift = cut.shift();
        times = cut.times();
        source = program instanceof AddressSource quick && cut.of() != Cut.Of.FETCHES ? quick : null;
    }

    /** Whether its program is over. */
    boolean ended() {
        return ended;
    }

    /** Returns how many loads, stores and modifies it has made. */
    long references() {
        return references;
    }

    /** Returns the place behind the last line written. */
    int end() {
        return end;
    }

    /**
     * Writes lines until there is no room, or so many loads, stores and modifies are made, or the program ends.
     *
     * @param from where the first goes
     * @param limit no reference begins here or behind
     * @param most how many references
     */
    void fill(long[] into, int from, int limit, long most) {
        if (source == null) {
            fillSlowly(into, from, limit, most);
        } else {
            fillQuickly(source, into, from, limit, most);
        }
    }

    private void fillQuickly(AddressSource quick, long[] into, int from, int limit, long most) {
        long beyond = quick.accessSize() - 1L;
        int lines = (int) (beyond >>> shift) + 2;
        int at = from;
        long left = most;
        long mark = space.mark();
        long seen = 0;
        while (at < limit && left > 0) {
            int room = Math.max(1, Math.min(CHUNK, (limit - at) / lines));
            int count = (int) Math.min(left, room);
            quick.addresses(addresses, count);
            for (int i = 0; i < count; i++) {
                long line = addresses[i] >>> shift;
                seen |= line;
                into[at++] = line ^ mark;
                if ((addresses[i] + beyond) >>> shift != line) {
                    at = further(line, (addresses[i] + beyond) >>> shift, into, at);
                }
            }
            left -= count;
        }
        refuseIfHigh(seen);
        references += most - left;
        end = at;
    }

    /** Writes the lines behind the first one. */
    private int further(long first, long last, long[] into, int at) {
        int place = at;
        for (long line = first + 1; line <= last; line++) {
            into[place++] = line ^ space.mark();
        }
        return place;
    }

    private void fillSlowly(long[] into, int from, int limit, long most) {
        int at = from;
        long made = 0;
        long mark = space.mark();
        long seen = 0;
        while (at < limit && made < most && !ended) {
            program.next(reference);
            Kind kind = reference.kind;
            if (kind.ordinal() > Kind.FETCH.ordinal()) {
                operate(kind);
                continue;
            }
            made += kind == Kind.FETCH ? 0 : 1;
            int accesses = times[kind.ordinal()];
            long line = reference.address >>> shift;
            seen |= line;
            if (accesses == 1 && (reference.address + (reference.size - 1)) >>> shift == line) {
                into[at++] = line ^ mark;
            } else {
                at = several(accesses, into, at);
            }
        }
        refuseIfHigh(seen);
        references += made;
        end = at;
    }

    private void refuseIfHigh(long seen) {
        if ((seen & space.bits()) != 0) {
            throw new ExperimentException(
                    path + " has addresses so high that they cannot be told from those of other processes;"
                            + " make its curve alone, with --process, or with larger lines");
        }
    }

    private int several(int accesses, long[] into, int at) {
        int place = Cut.write(reference, shift, accesses, into, at);
        for (int i = at; i < place; i++) {
            into[i] ^= space.mark();
        }
        return place;
    }

    private void operate(Kind kind) {
        switch (kind) {
            case EXIT -> ended = true;
            case FENCE -> {
                // Nothing comes out of order here.
            }
            case CLOCK, SLEEP -> throw refused("asks what time it is, and a curve is made of references alone");
            case WAIT, WAKE, SYSTEM_CALL ->
                throw refused("asks an operating system for " + words(kind) + ", and here is none");
            default -> throw new IllegalStateException(path + ": " + kind + " is for kernels");
        }
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case WAIT -> "a wait for another thread";
            case WAKE -> "the waking of another thread";
            default -> "a system call";
        };
    }

    private ExperimentException refused(String why) {
        return new ExperimentException(
                path + " " + why + ". `ziggurat run` simulates it on a machine with an 'os'; a curve can be"
                        + " made of a trace, or of programs that only load and store");
    }
}
