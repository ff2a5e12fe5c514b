package dev.ziggurat.dram;

import dev.ziggurat.dram.standard.Command;

/** A command on the bus of a channel; what does not apply is {@value #NONE}. One object is used for all commands of a channel. */
public final class IssuedCommand {
    /** The value of a field that a command does not have. */
    public static final int NONE = -1;

    /** The memory cycle in which it was issued. */
    public long cycle;

    public Command command = Command.REFRESH;

    public int channel;

    public int rank;

    public int bankGroup;

    /** The bank within its group. */
    public int bank;

    public int row;

    /** The burst within the row. */
    public int column;
}
