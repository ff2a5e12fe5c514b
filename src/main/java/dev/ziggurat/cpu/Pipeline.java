package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;

/** What the stages of one out-of-order core share: its window and queues, its books, and the cycle at hand. */
final class Pipeline {
    final Engine engine;
    final String path;
    final Clock clock;
    final long period;
    final Thread thread;
    final Process process;
    final Shares shares;
    final FirstLevel data;
    final FirstLevel fetch;
    final Translator translator;
    final CoreBooks books;
    final Window window;
    final Requests requests;
    final StoreQueue stores;
    final ReadyQueue ready;

    /** The cycle at hand, in picoseconds. */
    long time;

    /** Instructions in the window. */
    int occupancy;

    /** Free entries of the load queue: a load has one from its dispatch to its retirement. */
    int loadRoom;

    /** How many first-level hits came in a row without anything but hits and forwarded loads between them. */
    int plainHits;

    /** Whether the oldest reference cannot be translated. */
    boolean faulted;

    /** Whether the thread has ended. */
    boolean over;

    /** Why nothing was retired lately, as dispatch saw it. */
    int stall;

    Pipeline(CoreSite site, OutOfOrder.Spec spec, Parts.Owner loaded, StoreQueue.Owner stored) {
        engine = site.simulation().engine();
        path = site.path();
        clock = site.clock();
        period = clock.period();
        thread = site.thread();
        process = thread.process();
        shares = site.shares();
        data = site.data();
        fetch = site.fetch();
        books = new CoreBooks(site.simulation(), path, period, data);
        window = new Window(Math.min(spec.window(), spec.loadQueue() + spec.storeQueue()) + 2);
        translator = new Translator(site.mmu(), process.base());
        requests = new Requests(engine, data, translator, loaded, books.causes.split());
        stores = new StoreQueue(site, translator, spec.storeQueue(), books, stored);
        ready = new ReadyQueue(spec.loadQueue() + spec.storeQueue());
        loadRoom = spec.loadQueue();
    }

    /** Returns the first clock edge at or after an instant, not before the cycle at hand. */
    long edge(long instant) {
        return instant <= time ? time : clock.edgeFrom(instant, time);
    }
}
