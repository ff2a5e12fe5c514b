package dev.ziggurat.cli.doctor;

/**
 * What a check-up has come to.
 *
 * @param subject what was looked at
 * @param verdict how bad it is
 * @param found what was found
 * @param advice what to do about it; empty if all is well
 */
public record Finding(String subject, Verdict verdict, String found, String advice) {
    /** How bad something is. */
    public enum Verdict {
        /** As it should be. */
        FINE,
        /** Simulations work; something would be better otherwise. */
        NOTE,
        /** Simulations do not work, or not rightly. */
        PROBLEM
    }

    static Finding fine(String subject, String found) {
        return new Finding(subject, Verdict.FINE, found, "");
    }

    static Finding note(String subject, String found, String advice) {
        return new Finding(subject, Verdict.NOTE, found, advice);
    }

    static Finding problem(String subject, String found, String advice) {
        return new Finding(subject, Verdict.PROBLEM, found, advice);
    }
}
