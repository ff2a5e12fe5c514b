package dev.ziggurat.dram;

/** A stream of the published comparison on one channel of DDR4-2400 as it was configured there; made first, run later. */
public final class StreamRun {
    private final Driver driver;

    private StreamRun(Driver driver) {
        this.driver = driver;
    }

    /** Returns a run in which each request comes in its own cycle. */
    public static StreamRun paced(String stream, int ranks) {
        return new StreamRun(Driver.paced(spec(ranks), RequestStream.named(stream)));
    }

    /** Returns a run in which each request comes as soon as there is room. */
    public static StreamRun saturated(String stream, int ranks) {
        return new StreamRun(Driver.saturated(spec(ranks), RequestStream.named(stream)));
    }

    private static DramSpec spec(int ranks) {
        return new Specs(Devices.DDR4_2400).ranks(ranks).spec();
    }

    /** Serves all requests; returns how many there were. */
    public int run() {
        driver.run();
        return RequestStream.REQUESTS;
    }
}
