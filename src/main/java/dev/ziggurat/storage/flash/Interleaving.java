package dev.ziggurat.storage.flash;

/** What must be idle before a die takes a command. */
public enum Interleaving {
    /** The whole chip: its dies begin together, and none begins again before all have ended. */
    CHIP,
    /** The die. */
    DIE
}
