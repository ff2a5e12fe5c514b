/**
 * The operating system's part: processes, the threads in them, and each process's share of the run.
 *
 * <p>A {@link dev.ziggurat.os.Process} owns the counts of what its threads have done; a {@link dev.ziggurat.os.Thread} runs a program, and those of
 * the kernel on top of it. {@link dev.ziggurat.os.Shares} knows when the warm-up is over, when a process has done its references and when the run
 * ends. A {@link dev.ziggurat.os.Kernel} has its {@link dev.ziggurat.os.Processor}s and what they share: who runs, who waits for what, who is to
 * forget which translation. What it knows of memory stands behind {@link dev.ziggurat.os.VirtualMemory}.
 */
@NullMarked
package dev.ziggurat.os;

import org.jspecify.annotations.NullMarked;
