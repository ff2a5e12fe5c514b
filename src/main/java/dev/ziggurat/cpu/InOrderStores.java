package dev.ziggurat.cpu;

import dev.ziggurat.memory.MemoryLevel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stores of an {@link InOrder} core: the reference in hand is translated, and sent through the store queue or waited for. */
final class InOrderStores implements StoreQueue.Owner {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final CoreSite site;
    private final CoreBooks books;
    private final Context context;
    private final Progress progress;
    private final InFlight inHand;
    private final StoreQueue queue;
    private final boolean blocking;
    private long sentAt;

    /**
     * Makes them.
     *
     * @param entries of the store queue, 0 if a store blocks until it is served
     */
    InOrderStores(
            CoreSite site,
            int entries,
            Translator translator,
            CoreBooks books,
            Context context,
            Progress progress,
            InFlight inHand) {
        this.site = site;
        this.books = books;
        this.context = context;
        this.progress = progress;
        this.inHand = inHand;
        blocking = entries == 0;
        queue = new StoreQueue(site, translator, Math.max(1, entries), books, this);
    }

    /** Returns the youngest store of which a load of the reference in hand needs bytes, null if there is none. */
    @Nullable
    PendingStore before(InFlight load) {
        return queue.overlapping(Long.MAX_VALUE, load.virtual, load.size, progress.time);
    }

    /** Returns whether every store is served; if not, the core goes on when the next one is. */
    boolean drained() {
        if (queue.isEmpty(progress.time)) {
            return true;
        }
        progress.awaitAnyStore(queue.nextFree());
        return false;
    }

    /** Takes an entry for the store in hand and has it translated. */
    void take() {
        long time = progress.time;
        books.time.spend(books.causes.storeBuffer(), time);
        if (!queue.hasRoom(time)) {
            progress.awaitAnyStore(queue.nextFree());
            return;
        }
        PendingStore store = queue.take(inHand);
        inHand.store = store;
        progress.step = InOrderStep.SEND_TRANSLATED;
        if (store.translatedAt == UNKNOWN) {
            progress.answer(queue.translate(store, context.thread, time));
        }
    }

    /** Sends the store in hand, which is translated; returns the requests of the translation if it has failed, else null. */
    @Nullable
    Parts send() {
        PendingStore store = Objects.requireNonNull(inHand.store);
        Parts translation = store.translation;
        if (translation != null) {
            books.waitFor(translation, progress.time);
            if (store.fault() != 0) {
                return translation;
            }
        }
        sentAt = progress.time;
        long served = queue.send(store, context.thread, sentAt);
        progress.step = InOrderStep.STORE_DONE;
        if (blocking) {
            progress.await(store, served == MemoryLevel.PENDING ? UNKNOWN : served);
        } else {
            progress.time += site.clock().period();
        }
        return null;
    }

    /** The store in hand, whose translation has failed, is given up. */
    void giveUp() {
        queue.squash(Objects.requireNonNull(inHand.store));
    }

    /** The core goes on after the store in hand. */
    void finish() {
        if (blocking) {
            PendingStore store = Objects.requireNonNull(inHand.store);
            if (store.parts == null) {
                books.waitForHit(sentAt, store.servedAt);
            } else {
                books.waitFor(store.parts, store.servedAt);
            }
        }
        books.time.spend(books.causes.retiring(), progress.time);
    }

    @Override
    public void translated(PendingStore store, long known) {
        progress.resume(known);
    }

    @Override
    public void freed(long time) {
        throw new IllegalStateException(site.path() + ": a store was squashed before it was translated");
    }

    @Override
    public void stored(PendingStore store, long served) {
        progress.stored(store, served);
    }
}
