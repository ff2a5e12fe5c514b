package dev.ziggurat.experiment.run;

/** A sweep that cannot be planned or whose results cannot be kept; the message says what to do instead. */
public final class ExperimentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExperimentException(String message) {
        super(message);
    }

    public ExperimentException(String message, Throwable cause) {
        super(message, cause);
    }
}
