package dev.ziggurat.runtime.gc.go;

/** What the Go-like collector counts; nothing of it is known to the threads. */
final class GoCounts {
    long marked;
    long freed;
    long swept;
    long sweptByThreads;
    long pagesFreed;
    long framesByThemselves;
    long framesByCollector;
    long barriers;
    long flushes;
    long assists;
    long assistTime;
    long assistWork;
    long backgroundWork;
    long credit;
    long waits;
    long waitTime;
    long stalls;
    long stallTime;
}
