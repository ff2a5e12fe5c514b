/**
 * References recorded elsewhere, and scripts.
 *
 * <p>A {@link dev.ziggurat.workload.trace.TraceFormat} is one format: it recognises a file by its first bytes and opens a
 * {@link dev.ziggurat.workload.trace.TraceReader}, which writes one record after another into a reference of the caller's. Files are plain,
 * gzip or xz, told by their magic bytes, and are read through buffers of fixed size: memory does not grow with their length, and nothing is
 * allocated per record. {@link dev.ziggurat.workload.trace.TraceSpec} makes a program of a reader,
 * {@link dev.ziggurat.workload.trace.TraceInfo} a summary. Whatever is wrong with a file is a
 * {@link dev.ziggurat.workload.trace.TraceException} that names file and line.
 */
@NullMarked
package dev.ziggurat.workload.trace;

import org.jspecify.annotations.NullMarked;
