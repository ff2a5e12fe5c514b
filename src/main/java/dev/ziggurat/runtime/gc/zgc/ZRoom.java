package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.RuntimeThread;

/** Where a thread gets the bytes for an object. */
interface ZRoom {
    /** Has a thread take so many bytes; the answer is where they are, 0 if there are none. */
    void take(RuntimeThread thread, long bytes);

    /** Has a thread give back the bytes that it has taken last, if nobody has taken more behind them. */
    void undo(RuntimeThread thread, long address, long bytes);
}
