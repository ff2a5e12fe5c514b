package dev.ziggurat.experiment.results;

import java.util.List;

/**
 * Who asked for results, for the manifest.
 *
 * @param tool the program
 * @param arguments of its command line
 */
public record Invocation(Tool tool, List<String> arguments) {
    public Invocation {
        arguments = List.copyOf(arguments);
    }
}
