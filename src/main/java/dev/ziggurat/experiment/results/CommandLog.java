package dev.ziggurat.experiment.results;

import dev.ziggurat.dram.CommandObserver;
import dev.ziggurat.dram.IssuedCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes {@code commands.csv}: every DRAM command of a run in the order of time. */
final class CommandLog implements CommandObserver {
    private static final String HEADER = "cycle,command,channel,rank,bankgroup,bank,row,column\n";

    private final OutputStream out;

    CommandLog(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void issued(IssuedCommand is) {
        String line = is.cycle + "," + is.command.mnemonic() + "," + is.channel + "," + is.rank + "," + is.bankGroup
                + "," + is.bank + "," + is.row + "," + is.column + "\n";
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
