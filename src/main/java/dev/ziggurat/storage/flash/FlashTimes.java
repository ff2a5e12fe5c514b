package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.units.Latency;

/**
 * What flash and channel take.
 *
 * @param read a page from the cells into the die's register
 * @param program a page from the register into the cells
 * @param erase a block
 * @param readCommand command and address of a read on the channel, up to the start of the read
 * @param programCommand the same of a program, data not included
 * @param eraseCommand the same of an erase
 * @param dataSetup before the data of a read on the channel
 * @param byteTime a byte of data on the channel, at most 1 ms
 */
public record FlashTimes(
        Latency read,
        Latency program,
        Latency erase,
        Latency readCommand,
        Latency programCommand,
        Latency eraseCommand,
        Latency dataSetup,
        Latency byteTime) {
    /** A kilobyte a second; times the bytes of the longest request it stays below 2^63 ps. */
    static final Latency SLOWEST_BYTE = Latency.parse("1 ms");

    public FlashTimes {
        BlockDeviceSpec.requireTime("read", read);
        BlockDeviceSpec.requireTime("program", program);
        BlockDeviceSpec.requireTime("erase", erase);
        BlockDeviceSpec.requireTime("read-command", readCommand);
        BlockDeviceSpec.requireTime("program-command", programCommand);
        BlockDeviceSpec.requireTime("erase-command", eraseCommand);
        BlockDeviceSpec.requireTime("data-setup", dataSetup);
        BlockDeviceSpec.requireTime("byte-time", byteTime, SLOWEST_BYTE);
    }
}
