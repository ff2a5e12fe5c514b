package dev.ziggurat.runtime;

/** A call that a run-time system answers to the program of a thread, such as {@code malloc}. */
public interface Call {
    /** Has the thread run the code of the call, whose answer is {@link RuntimeThread#answer} when that is over. */
    void begin(RuntimeThread thread, long argument0, long argument1, long argument2);
}
