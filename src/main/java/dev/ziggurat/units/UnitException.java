package dev.ziggurat.units;

/** A text that is no amount of the wanted kind; the message says what to write instead. */
public final class UnitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnitException(String message) {
        super(message);
    }

    public UnitException(String message, UnitException cause) {
        super(message, cause);
    }
}
