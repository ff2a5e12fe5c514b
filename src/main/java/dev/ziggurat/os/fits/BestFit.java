package dev.ziggurat.os.fits;

/** The smallest hole that is large enough, of several the lowest (Knuth, The Art of Computer Programming, volume 1, section 2.5). */
public final class BestFit implements Fit {
    private BestFit() {}

    /** {@code fit: best}. */
    public record Spec() implements FitSpec {
        @Override
        public Fit create() {
            return new BestFit();
        }
    }

    @Override
    public int choose(Holes holes, long bytes) {
        int best = Holes.NONE;
        for (int hole = 0; hole < holes.count(); hole++) {
            if (holes.bytes(hole) >= bytes && (best == Holes.NONE || holes.bytes(hole) < holes.bytes(best))) {
                best = hole;
            }
        }
        return best;
    }
}
