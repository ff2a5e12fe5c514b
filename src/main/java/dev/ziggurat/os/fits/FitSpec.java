package dev.ziggurat.os.fits;

/** A placement policy as a file names it; the spec is the factory. */
public interface FitSpec {
    /** Makes a policy for an empty memory. */
    Fit create();
}
