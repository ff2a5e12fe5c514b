package dev.ziggurat.runtime.detector;

/** What a program does that a detector has caught. */
public enum OnError {
    /** It exits, as under AddressSanitizer. */
    STOP,

    /** The access is not made, the call does nothing, and it goes on. */
    CONTINUE
}
