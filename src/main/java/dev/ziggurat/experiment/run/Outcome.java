package dev.ziggurat.experiment.run;

import dev.ziggurat.stats.Window.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to.
 *
 * @param status how it ended
 * @param message why, where it did not end well; else empty
 * @param references how many references it simulated in all, warm-up included
 * @param notes what the user should know of it: keys without effect, addresses that wrapped
 * @param rows every number, in the order of the dictionary; what there is of them if it failed
 */
public record Outcome(Status status, String message, long references, List<String> notes, List<Row> rows) {
    /** How a run can end. */
    public enum Status {
        OK,
        /** It reached the limit that the user set. */
        LIMIT,
        /** It could not go on. */
        STALLED,
        /** Its numbers contradict each other. */
        BROKEN_ACCOUNT,
        /** It ended before its warm-up did. */
        WARM_UP,
        /** A file that it reads as it goes turned out to be wrong. */
        BAD_INPUT,
        /** It took longer here than the user wanted to wait. */
        TIME_OUT,
        /** The program failed, or the host's memory did not suffice. */
        CRASHED;

        /** Returns the word that result files use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the numbers cannot be used. */
        public boolean failed() {
            return this != OK && this != LIMIT;
        }

        /** Whether the user's input is the reason. */
        public boolean wrongInput() {
            return this == WARM_UP || this == BAD_INPUT;
        }

        /** Whether a machine has run, so that there are notes of its files. */
        boolean simulated() {
            return this != CRASHED && this != TIME_OUT && this != BAD_INPUT;
        }

        /** Whether the run need not be done again; one that failed for its input, for the host or for lack of patience is tried again. */
        public boolean kept() {
            return this != CRASHED && this != TIME_OUT && !wrongInput();
        }
    }

    public Outcome {
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** Returns it with nothing but what was simulated. */
    public Outcome withoutNotes() {
        return new Outcome(status, message, references, List.of(), rows);
    }

    /** Returns it without the notes of the files that were read here, for a host where the same was written in another way. */
    public Outcome withoutNotesOf(Setup setup) {
        int own = notes.size() - setup.notes().size();
        return status.simulated() ? new Outcome(status, message, references, notes.subList(0, own), rows) : this;
    }

    /** Returns it with the notes of the files that were read here. */
    public Outcome withNotesOf(Setup setup) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(setup.notes());
        return status.simulated() ? new Outcome(status, message, references, all, rows) : this;
    }

    /** An outcome without numbers. */
    public static Outcome crashed(String message) {
        return new Outcome(Status.CRASHED, message, 0, List.of(), List.of());
    }
}
