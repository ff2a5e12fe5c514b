package dev.ziggurat.cpu;

/** Why a core calls the operating system. */
enum Reason {
    /** The thread wants its attention. */
    ATTENTION,
    /** A reference cannot be translated. */
    FAULT,
    /** An operation takes effect. */
    OPERATION
}
