package dev.ziggurat.dram.standard;

/** A command of the DRAM bus. The first five are what constraints speak of, so their ordinals are indices. */
public enum Command {
    /** Opens a row of a bank. */
    ACTIVATE("ACT"),
    /** Closes a bank. */
    PRECHARGE("PRE"),
    /** Reads a burst from the open row. */
    READ("RD"),
    /** Writes a burst into the open row. */
    WRITE("WR"),
    /** Refreshes some rows of every bank of a rank. */
    REFRESH("REF"),
    /** Closes every bank of a rank. */
    PRECHARGE_ALL("PREA"),
    /** A read after which the bank closes itself. */
    READ_AUTO("RDA"),
    /** A write after which the bank closes itself. */
    WRITE_AUTO("WRA");

    /** How many commands constraints speak of. */
    public static final int CONSTRAINED = 5;

    private final String mnemonic;

    Command(String mnemonic) {
        this.mnemonic = mnemonic;
    }

    /** Returns the name in traces of commands. */
    public String mnemonic() {
        return mnemonic;
    }
}
