package dev.ziggurat.memory;

/** A cache above a shared level. */
public interface Upper {
    /**
     * Takes a line back, here and in every level above, in the write buffers and in the requests queued in the link (those are cancelled;
     * their data counts as come). A fill of the line that is still pending serves those already waiting and keeps nothing.
     *
     * @param line the address of the line's first byte
     * @param time when the recall arrives, in picoseconds
     * @return the time {@code t > 0} at which the line is gone above (or, for {@link Recall#CLEAN}, shared), {@code ~t} if dirty data came
     *     with it
     */
    long recall(long line, Recall how, long time);
}
