package dev.ziggurat.memory;

/** A cache above a shared level. */
public interface Upper {
    /**
     * Takes a line back, here and in every level above, in the write buffers and in the requests queued in the link (those are cancelled;
     * their data counts as come). A fill of the line that was granted and is still to come serves those already waiting and keeps nothing, and
     * what the stores among them write counts as come; one that was not granted yet is left alone, for what it brings comes after this.
     *
     * @param line the address of the line's first byte
     * @param time when the recall arrives, in picoseconds
     * @return the time {@code t > 0} at which the line is gone above (or, for {@link Recall#CLEAN}, shared), {@code ~t} if dirty data came
     *     with it
     */
    long recall(long line, Recall how, long time);

    /**
     * Whether a recall could find anything of a line: a copy here or above, a fill under way, or data that has not reached the level below.
     *
     * @param line the address of the line's first byte
     */
    boolean holds(long line);
}
