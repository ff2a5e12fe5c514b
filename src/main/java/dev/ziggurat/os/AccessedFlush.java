package dev.ziggurat.os;

/** What it costs to have all cores forget a page whose accessed bit was cleared. */
public enum AccessedFlush {
    /** Nothing: they forget it at once. */
    FREE,

    /** A shoot-down for each page. Until a core has acknowledged, what it does with the page leaves no trace in the bit. */
    IPI
}
