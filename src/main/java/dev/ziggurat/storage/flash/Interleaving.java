package dev.ziggurat.storage.flash;

/** What does one command at a time: a unit. */
public enum Interleaving {
    /** A chip, whichever of its dies the command is for. */
    CHIP,
    /** A die. */
    DIE
}
