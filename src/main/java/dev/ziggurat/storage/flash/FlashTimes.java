package dev.ziggurat.storage.flash;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;

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
 * @param byteTime a byte of data on the channel
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
    public FlashTimes {
        require("read", read);
        require("program", program);
        require("erase", erase);
        require("read-command", readCommand);
        require("program-command", programCommand);
        require("erase-command", eraseCommand);
        require("data-setup", dataSetup);
        require("byte-time", byteTime);
    }

    static void require(String key, Latency time) {
        SpecException.requirePresent(key, time, "300 ns");
        if (time.inCycles()) {
            throw new SpecException(key, "a drive has no clock; write for example '300 ns'");
        }
    }
}
