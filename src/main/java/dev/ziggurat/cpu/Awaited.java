package dev.ziggurat.cpu;

/** What an {@link InOrder} core waits for. */
enum Awaited {
    NOTHING,
    /** The load or the fetch that is under way. */
    ANSWER,
    /** One store. */
    STORE,
    /** Any store. */
    ANY_STORE,
    /** The operating system sends it on. */
    SEAT
}
