/**
 * G1, as in HotSpot of JDK 17 (Detlefs et al., "Garbage-First Garbage Collection", ISMM 2004): a heap of regions; marking beside the program, of what
 * lived when it began; and pauses that evacuate the young regions and the old ones with the most garbage, within a goal.
 *
 * <p>{@link dev.ziggurat.runtime.gc.g1.G1} is the collector, {@link dev.ziggurat.runtime.gc.g1.G1Thread} its thread and {@link dev.ziggurat.runtime.gc.g1.G1Policy}
 * what it predicts. A store ({@link dev.ziggurat.runtime.gc.g1.G1Write}) keeps what it overwrites while marking is active, and tells a card that refers to
 * another region; {@link dev.ziggurat.runtime.gc.g1.G1Refine} puts those into remembered sets. A pause of the young is
 * {@link dev.ziggurat.runtime.gc.g1.G1Young}, one of everything {@link dev.ziggurat.runtime.gc.g1.G1FullPause}.
 */
@NullMarked
package dev.ziggurat.runtime.gc.g1;

import org.jspecify.annotations.NullMarked;
