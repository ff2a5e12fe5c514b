/**
 * What runs on the machine: processes and the programs of their threads.
 *
 * <p>A {@link dev.ziggurat.workload.WorkloadSpec} is a workload file: processes pinned to cores, each with a program, with phases (programs
 * one after another) or with threads; one may stand for several, and a daemon is one for which no run waits. A {@link dev.ziggurat.workload.ProgramSpec} is one kind of program and its factory. The generators
 * here make references from arithmetic: a reference depends only on the program's seed and its position, random numbers being
 * {@linkplain dev.ziggurat.workload.Draws drawn by position}, so that a program can be positioned without being run. Their data lies from
 * 0x1000_0000 upwards. Recorded references and scripts are in {@code workload.trace}.
 */
@NullMarked
package dev.ziggurat.workload;

import org.jspecify.annotations.NullMarked;
