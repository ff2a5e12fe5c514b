package dev.ziggurat.stats;

/** A mark list that does not close, or a conservation law that does not hold: the numbers of this run cannot be trusted. */
public final class AccountingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccountingException(String message) {
        super(message);
    }
}
