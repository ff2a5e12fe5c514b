/**
 * What the tools of procps-ng print, made from the texts of the kernel's files as procps makes it: {@link dev.ziggurat.report.procps.Free}
 * and {@link dev.ziggurat.report.procps.VmStat} over {@link dev.ziggurat.report.procps.ProcFiles}, {@link dev.ziggurat.report.procps.Top} over
 * {@link dev.ziggurat.report.procps.TopFiles}. The texts may come from a run or from a
 * real machine; nothing here knows the emulated kernel. Version 4.0.2 is the measure, to the byte, with its roundings.
 */
@NullMarked
package dev.ziggurat.report.procps;

import org.jspecify.annotations.NullMarked;
