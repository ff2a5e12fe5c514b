/**
 * Amounts as people write them: sizes, times, frequencies, shares and counts, each with its unit.
 *
 * <p>A configuration never holds a bare number where a unit exists: {@code 32 KiB}, {@code 14 ns}, {@code 4 GHz}, {@code 4 cycles},
 * {@code 50 %}. Each record here parses one such kind, keeps it exactly (bytes, picoseconds, hertz) and prints it back in the largest
 * unit that loses nothing. A text that does not parse is a {@link dev.ziggurat.units.UnitException} whose message says what to write; of a name {@link dev.ziggurat.units.Spelling} says which
 * other one was probably meant.
 */
@NullMarked
package dev.ziggurat.units;

import org.jspecify.annotations.NullMarked;
