/**
 * The kernel's files under {@code /proc}, as text: {@link dev.ziggurat.os.proc.MemInfo}, {@link dev.ziggurat.os.proc.SystemStat} and {@link
 * dev.ziggurat.os.proc.VmCount} name the lines, say what each means, and print given numbers as Linux does, to the byte; {@link
 * dev.ziggurat.os.proc.ProcessStat} has a process's files, {@link dev.ziggurat.os.proc.LoadAverage} and {@link dev.ziggurat.os.proc.Uptime} those of
 * their names. So whatever reads these files of a real machine reads those of an emulated one.
 *
 * <p>{@link dev.ziggurat.os.proc.KernelFiles} are the numbers of one kernel as they are now; {@link dev.ziggurat.os.proc.MemoryCounts} is what of them
 * comes from the part that owns memory.
 *
 * <p>Lines of Linux about things that are not modelled are left out.
 */
@NullMarked
package dev.ziggurat.os.proc;

import org.jspecify.annotations.NullMarked;
