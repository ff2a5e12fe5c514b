package dev.ziggurat.storage.scheduling;

/** The requests among which a scheduler chooses, in order of arrival. */
public interface WaitingRequests {
    /** Returns how many there are. */
    int size();

    /** Returns the sector address of one, from 0, the oldest, to {@link #size} - 1. */
    long block(int index);
}
