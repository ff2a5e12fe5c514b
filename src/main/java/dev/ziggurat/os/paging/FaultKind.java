package dev.ziggurat.os.paging;

/** What a fault turns out to be. */
enum FaultKind {
    /** The page was nowhere: it gets a frame of zeros. */
    ZERO("faults_zero", "faults of pages that were nowhere and got a frame of zeros"),
    /** The page was in a swap slot. */
    SWAP("faults_swap", "faults of pages that were in a swap slot"),
    /** The page was under way for another thread, or out of memory, or a call was changing its space. */
    LOCK("faults_lock", "faults of pages that were under way already, or of spaces that a call was changing"),
    /** The page was there when the kernel looked. */
    SPURIOUS("faults_spurious", "faults of pages that were there when the kernel looked"),
    /** The address may not be used, or not so. */
    VIOLATION("faults_violation", "faults of addresses that may not be used, or not so");

    final String metric;
    final String sentence;

    FaultKind(String metric, String sentence) {
        this.metric = metric;
        this.sentence = sentence;
    }
}
