package dev.ziggurat.engine;

/** The simulation cannot go on; the message names who waits for whom. */
public final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StalledException(String message) {
        super(message);
    }
}
