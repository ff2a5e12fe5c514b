package dev.ziggurat.report.procps;

/** In which unit {@code vmstat} prints memory and swap traffic ({@code -S}). */
public enum VmStatUnit {
    /** {@code -S k} */
    KILO("k", 1000),
    /** {@code -S K}, and where nothing is said */
    KIBI("K", 1024),
    /** {@code -S m} */
    MEGA("m", 1_000_000),
    /** {@code -S M} */
    MEBI("M", 1 << 20);

    private final String letter;
    private final float bytes;

    VmStatUnit(String letter, int bytes) {
        this.letter = letter;
        this.bytes = bytes;
    }

    String letter() {
        return letter;
    }

    /** Converts KiB as procps 4.0.2 does, in {@code float}: above 16 GiB the last digits are not those of the file. */
    long of(long kib) {
        return (long) ((float) kib / bytes * 1024);
    }
}
