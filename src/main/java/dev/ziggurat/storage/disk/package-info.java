/**
 * A disk with platters and one arm.
 *
 * <p>{@code DiskLayout} says where a block lies, {@code SeekCurve} how long the arm takes, {@code Mechanism} does one access after another and
 * knows from the absolute time what is under the heads. {@code DiskBuffer} keeps writes until the arm has time for them and what was read ahead.
 * {@code Hdd} takes one request at a time from its queue and knows when it begins when it will end.
 */
@NullMarked
package dev.ziggurat.storage.disk;

import org.jspecify.annotations.NullMarked;
