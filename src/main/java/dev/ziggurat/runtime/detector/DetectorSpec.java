package dev.ziggurat.runtime.detector;

/** A detector as a workload file describes it; the spec is the factory. */
public interface DetectorSpec {
    /** Makes the detector of a process. */
    Detector create(DetectorSite site);

    /** Whether it has memory mapped and protected, which only a machine with an operating system does. */
    default boolean makesCalls() {
        return false;
    }
}
