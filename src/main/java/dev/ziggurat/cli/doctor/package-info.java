/**
 * Whether this place is fit for simulations: {@code ziggurat doctor}.
 *
 * <p>Each check-up looks at one thing and comes to a {@link dev.ziggurat.cli.doctor.Finding}: what was found, how bad that is, and what to do
 * about it. {@link dev.ziggurat.cli.doctor.HostCheckup} looks at Java and the terminal, {@link dev.ziggurat.cli.doctor.FolderCheckup} at the
 * place where results go, {@link dev.ziggurat.cli.doctor.SelfTest} at the program itself: a run whose answer is known.
 */
@NullMarked
package dev.ziggurat.cli.doctor;

import org.jspecify.annotations.NullMarked;
