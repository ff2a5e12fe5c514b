package dev.ziggurat.cache;

/** How a cache's counts are booked ({@code simulation: {count: ...}}); it never changes what happens. */
public enum Booking {
    /** Write-backs from above have a column of their own; an access that meets a fill under way is a miss, and merged. */
    HARDWARE,
    /** As Dinero IV books: write-backs from above are writes; an access that meets a fill under way is a hit. */
    DINERO
}
