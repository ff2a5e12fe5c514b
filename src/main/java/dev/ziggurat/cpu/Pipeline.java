package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.os.Cpu;

/** What the stages of one out-of-order core share: its window and queues, its books, and the cycle at hand. */
final class Pipeline {
    final Engine engine;
    final String path;
    final Clock clock;
    final long period;
    final FirstLevel data;
    final FirstLevel fetch;
    final Translator translator;
    final CoreBooks books;
    final Context context;
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

    /** Why nothing was retired lately, as dispatch saw it. */
    int stall;

    /** The core that the stages belong to, as others tell it what they know. */
    interface Seat extends StoreQueue.Owner, Cpu.Seat {}

    Pipeline(CoreSite site, OutOfOrder.Spec spec, Parts.Owner loaded, Seat seat) {
        engine = site.simulation().engine();
        path = site.path();
        clock = site.clock();
        period = clock.period();
        data = site.data();
        fetch = site.fetch();
        books = new CoreBooks(site);
        window = new Window(Math.min(spec.window(), spec.loadQueue() + spec.storeQueue()) + 2);
        translator = new Translator(site.mmu());
        context = new Context(site, translator, books, seat);
        requests = new Requests(spec.loadQueue(), engine, data, translator, loaded, books.causes.split());
        stores = new StoreQueue(site, translator, spec.storeQueue(), books, seat);
        ready = new ReadyQueue(spec.loadQueue() + spec.storeQueue());
        loadRoom = spec.loadQueue();
    }

    /** Returns the first clock edge at or after an instant, not before the cycle at hand. */
    long edge(long instant) {
        return instant <= time ? time : clock.edgeFrom(instant, time);
    }
}
