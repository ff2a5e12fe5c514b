/**
 * The command line: {@code run}, {@code sweep}, {@code merge}, {@code status}, {@code reproduce}, {@code mrc} and {@code curve} make results, {@code report} and
 * {@code compare} show them; {@code new}, {@code check}, {@code explain}, {@code list}, {@code trace}, {@code schema}, {@code completion} and {@code doctor} help to
 * get there.
 *
 * <p>One class a command; each reads its arguments, calls what it stands for and prints. Results go to standard output, progress and messages
 * to standard error. The process ends with 0 if all went well, 1 if a simulation failed, 2 if the command or its input was wrong; the message
 * then says what to write instead. {@link dev.ziggurat.cli.Ziggurat} is the main class.
 */
@NullMarked
package dev.ziggurat.cli;

import org.jspecify.annotations.NullMarked;
