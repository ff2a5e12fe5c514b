/**
 * Programs that make objects. Each is written once, with the locals of {@link dev.ziggurat.runtime.program.Objects}, and runs on every collector, which finds out what
 * is not needed any more, and on every allocator, to which it is given back.
 */
@NullMarked
package dev.ziggurat.runtime.program;

import org.jspecify.annotations.NullMarked;
