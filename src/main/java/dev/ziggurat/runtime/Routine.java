package dev.ziggurat.runtime;

/**
 * A piece of code of a run-time system, or of a program on top of one: an allocator's {@code malloc}, the acquisition of a lock, the scan of an
 * object. It belongs to one thread, is made once and used again and again; what it remembers between two steps is in its fields.
 */
public abstract class Routine {
    /**
     * Goes on by one step: yields one reference or operation by a verb of the thread, whose effect on the words happens here; or has another routine
     * run first ({@link RuntimeThread#call}); or ends ({@link RuntimeThread#end}), perhaps together with its last reference.
     */
    protected abstract void step(RuntimeThread thread);
}
