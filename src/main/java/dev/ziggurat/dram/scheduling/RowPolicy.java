package dev.ziggurat.dram.scheduling;

/** Decides how long a row stays open. */
public interface RowPolicy {
    /** Whether the column command after which no request waits for the row closes it (auto-precharge). */
    boolean closesWhenUnwanted();
}
