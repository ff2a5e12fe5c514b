package dev.ziggurat.report.picture;

/** Which end of a text lies at its point. */
public enum Anchor {
    START,
    MIDDLE,
    END
}
