package dev.ziggurat.storage.scheduling;

/** Decides which request a disk takes next. */
public interface IoScheduler {
    /**
     * Chooses a request.
     *
     * @param waiting at least one
     * @param position where the last request began, a sector address; 0 at the start
     * @return the index of the chosen one
     */
    int next(WaitingRequests waiting, long position);
}
