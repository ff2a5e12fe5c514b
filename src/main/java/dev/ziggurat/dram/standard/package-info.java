/**
 * What JEDEC says of a kind of DRAM: its commands, the times that must lie between them, and how a device is divided.
 *
 * <p>A {@link dev.ziggurat.dram.standard.Standard} is a record that a device file fills and that turns its parameters, each in the unit of
 * the data sheet, into a list of {@link dev.ziggurat.dram.standard.Constraint}s in whole memory cycles: after this command, in the same bank
 * (or bank group, or rank, or in another rank of the channel), that command may follow so many cycles later. The controller knows no
 * standard; it keeps to the list. So another standard is another record, and a test can check commands against the same list.
 */
@NullMarked
package dev.ziggurat.dram.standard;

import org.jspecify.annotations.NullMarked;
