/**
 * ZGC with one generation, as in JDK 15 to 20 (JEP 333, 377): objects are marked and moved beside the program.
 *
 * <p>{@link dev.ziggurat.runtime.gc.zgc.Zgc} is the collector, {@link dev.ziggurat.runtime.gc.zgc.ZDriver} its thread and
 * {@link dev.ziggurat.runtime.gc.zgc.ZDirector} what says when a cycle begins. A reference has a colour ({@link dev.ziggurat.runtime.gc.zgc.ZColours}); a barrier at the loads
 * of references ({@link dev.ziggurat.runtime.gc.zgc.ZLoadBarrier}) sees whether it is good, and marks, moves or looks up what it refers to if not, so that the program
 * never sees an object that has moved.
 */
@NullMarked
package dev.ziggurat.runtime.gc.zgc;

import org.jspecify.annotations.NullMarked;
