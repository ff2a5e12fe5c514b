package dev.ziggurat.analysis;

/** Why a number that is defined should still not be trusted as it stands. */
public enum Caution {
    /** There is no spread to estimate; the interval is unbounded, the p value 1. */
    ONE_VALUE("there is one value only, which says nothing of the spread: run more seeds"),

    /** All values, or all differences, are equal; the interval has no width. */
    NO_SPREAD(
            "all values are equal: no seed changes this number, so the interval shows no error of the model or the choice of workload"),

    /** The bootstrap sees too few different values ({@link BootstrapT#FEW}). */
    FEW_VALUES("a bootstrap of fewer than 10 values covers less than it says: run more seeds or take Student's t"),

    /** Neighbouring batches still depend on each other; the interval of {@link BatchMeans} is too narrow. */
    CORRELATED_BATCHES("the means of neighbouring batches are correlated, so the interval is too narrow: run longer");

    private final String sentence;

    Caution(String sentence) {
        this.sentence = sentence;
    }

    /** Returns what to tell the reader of the number. */
    public String sentence() {
        return sentence;
    }
}
