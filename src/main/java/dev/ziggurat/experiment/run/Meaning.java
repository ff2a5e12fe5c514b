package dev.ziggurat.experiment.run;

/**
 * What a number means that runs give.
 *
 * @param component the path whose number it is, {@code llc}
 * @param metric its name, {@code mpki}
 * @param unit its unit; empty for words and plain ratios
 * @param sentence what is counted, and when
 * @param formula how it is formed of others; empty where it is simply counted
 */
public record Meaning(String component, String metric, String unit, String sentence, String formula) {
    /** Returns the name under which sweeps ask for it, {@code llc.mpki}. */
    public String name() {
        return component + "." + metric;
    }
}
