package dev.ziggurat.os.fits;

/** The lowest hole that is large enough (Knuth, The Art of Computer Programming, volume 1, section 2.5, algorithm A). */
public final class FirstFit implements Fit {
    private FirstFit() {}

    /** {@code fit: first}. */
    public record Spec() implements FitSpec {
        @Override
        public Fit create() {
            return new FirstFit();
        }
    }

    @Override
    public int choose(Holes holes, long bytes) {
        for (int hole = 0; hole < holes.count(); hole++) {
            if (holes.bytes(hole) >= bytes) {
                return hole;
            }
        }
        return Holes.NONE;
    }
}
