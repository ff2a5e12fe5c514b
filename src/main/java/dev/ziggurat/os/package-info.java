/**
 * The operating system's part: processes, the threads in them, and each process's share of the run.
 *
 * <p>A {@link dev.ziggurat.os.Process} is pinned to a core and owns the counts of what its threads have done; a {@link dev.ziggurat.os.Thread}
 * runs a program. {@link dev.ziggurat.os.Shares} knows when the warm-up is over, when a process has done
 * its references and when the run ends. Not modelled here: scheduling of several threads on one core, translation, faults.
 */
@NullMarked
package dev.ziggurat.os;

import org.jspecify.annotations.NullMarked;
