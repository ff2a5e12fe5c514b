package dev.ziggurat.os.segments;

import dev.ziggurat.os.Process;
import org.jspecify.annotations.Nullable;

/** What a fault turns out to be. */
enum SegmentFaultKind {
    /** The segment was nowhere: it gets memory full of zeros. */
    ZERO("faults_zero", "faults of segments that were nowhere and got memory full of zeros", null),
    /** The segment was in swap. */
    SWAP("faults_swap", "faults of segments that were in swap", null),
    /** The segment was there when the kernel looked. */
    SPURIOUS("faults_spurious", "faults of segments that were there when the kernel looked", null),
    /** There is no such segment. */
    UNKNOWN("faults_unknown", "faults of addresses in no segment", Process.VIOLATION),
    /** The segment ends before the last byte of the access. */
    LIMIT("faults_limit", "faults of accesses beyond the end of their segment", Process.LIMIT),
    /** The segment may not be used so. */
    RIGHTS("faults_rights", "faults of accesses that their segment does not allow", Process.RIGHTS);

    final String metric;
    final String sentence;

    /** How the process ends, null if it goes on. */
    final @Nullable String end;

    SegmentFaultKind(String metric, String sentence, @Nullable String end) {
        this.metric = metric;
        this.sentence = sentence;
        this.end = end;
    }
}
