/**
 * Programs that make objects and leave it to a collector to find out which are not needed any more. Each is written once, with the locals of
 * {@link dev.ziggurat.runtime.gc.Objects}, and runs on every collector.
 */
@NullMarked
package dev.ziggurat.runtime.program;

import org.jspecify.annotations.NullMarked;
