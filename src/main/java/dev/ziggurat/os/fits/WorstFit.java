package dev.ziggurat.os.fits;

/** The largest hole, of several the lowest: what is left of it is as large as can be. */
public final class WorstFit implements Fit {
    private WorstFit() {}

    /** {@code fit: worst}. */
    public record Spec() implements FitSpec {
        @Override
        public Fit create() {
            return new WorstFit();
        }
    }

    @Override
    public int choose(Holes holes, long bytes) {
        int worst = Holes.NONE;
        for (int hole = 0; hole < holes.count(); hole++) {
            if (holes.bytes(hole) >= bytes && (worst == Holes.NONE || holes.bytes(hole) > holes.bytes(worst))) {
                worst = hole;
            }
        }
        return worst;
    }
}
