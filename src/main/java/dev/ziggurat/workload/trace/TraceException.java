package dev.ziggurat.workload.trace;

import java.nio.file.Path;

/** A trace or script that cannot be read; the message names the file, the line or record, and what was expected. */
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long position;

    /** Refuses a file as a whole. */
    public TraceException(Path file, String message) {
        this(file, 0, "", message);
    }

    private TraceException(Path file, long position, String unit, String message) {
        this(file.toString(), position, file + (position == 0 ? "" : ", " + unit + " " + position) + ": " + message);
    }

    private TraceException(String file, long position, String whole) {
        super(whole);
        this.file = file;
        this.position = position;
    }

    /** Returns the same refusal with more said. */
    TraceException adding(String more) {
        return new TraceException(file, position, getMessage() + more);
    }

    /** Refuses a line, counted from 1. */
    public static TraceException atLine(Path file, long line, String message) {
        return new TraceException(file, line, "line", message);
    }

    /** Refuses a record, counted from 1. */
    public static TraceException atRecord(Path file, long record, String message) {
        return new TraceException(file, record, "record", message);
    }

    /** Returns the file. */
    public String file() {
        return file;
    }

    /** Returns the line or record, counted from 1, or 0 if the whole file is meant. */
    public long position() {
        return position;
    }
}
