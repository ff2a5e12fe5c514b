package dev.ziggurat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ziggurat trace info FILE}. */
@Command(name = "trace", description = "Look at trace files.", mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    TraceCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
