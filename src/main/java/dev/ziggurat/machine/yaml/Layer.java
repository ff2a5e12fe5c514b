package dev.ziggurat.machine.yaml;

/** Where a value came from; a later layer wins. */
public enum Layer {
    DEFAULT("default"),
    PRESET("preset"),
    EXTENDS("extends"),
    FILE("file"),
    SET("--set"),
    SWEEP("sweep");

    private final String word;

    Layer(String word) {
        this.word = word;
    }

    /** Returns the word that provenance comments use. */
    public String word() {
        return word;
    }
}
