package dev.ziggurat.os.fits;

/**
 * First fit that goes on behind the segment placed last, and begins again at the lowest hole once none is left there; a hole that begins below
 * that place comes last, though it may reach across it (Knuth, The Art of Computer Programming, volume 1, section 2.5).
 */
public final class NextFit implements Fit {
    private NextFit() {}

    /** {@code fit: next}. */
    public record Spec() implements FitSpec {
        @Override
        public Fit create() {
            return new NextFit();
        }
    }

    /** Where the segment placed last ends. */
    private long rover;

    @Override
    public int choose(Holes holes, long bytes) {
        int first = holes.from(rover);
        for (int i = 0; i < holes.count(); i++) {
            int hole = (first + i) % holes.count();
            if (holes.bytes(hole) >= bytes) {
                return hole;
            }
        }
        return Holes.NONE;
    }

    @Override
    public void placed(long start, long bytes) {
        rover = start + bytes;
    }
}
