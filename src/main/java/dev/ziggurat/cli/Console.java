package dev.ziggurat.cli;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress and messages
 * @param arguments of the command line, for the manifest
 */
record Console(PrintWriter out, PrintWriter err, List<String> arguments) {
    /** Set by the launcher, which alone can tell whether standard error is a terminal, and whether standard output is. */
    private static final String TERMINAL = "ziggurat.terminal";

    private static final String SCREEN = "ziggurat.screen";

    /** Whether a person watches, so that a line may be overwritten. Up to JDK 21 there is a console only where there is a terminal. */
    static boolean isTerminal() {
        return isTerminal(TERMINAL);
    }

    /** Whether a person watches standard output, so that a frame may be drawn in the place of another. */
    static boolean isScreen() {
        return isTerminal(SCREEN);
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(String property) {
        String told = System.getProperty(property);
        if (told != null) {
            return told.equals("true");
        }
        java.io.Console console = System.console();
        return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
    }

    /** From JDK 22 on there is a console even where there is no terminal, and a method that tells. */
    private static boolean isTerminal(java.io.Console console) {
        try {
            Method method = java.io.Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(method.invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
