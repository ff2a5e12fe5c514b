package dev.ziggurat.dram;

/** Sees every command of a memory, for {@code commands.csv}. It must not change anything. */
public interface CommandObserver {
    /** Called for each command, in the order of their cycles for each channel; the object is used again for the next. */
    void issued(IssuedCommand command);
}
