package dev.ziggurat.cpu;

import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import java.util.ArrayList;
import java.util.List;

/** Who answered the loads and stores of one mode of a core, user or kernel, and where the time of its loads went. */
final class ReferenceBook {
    private final FirstLevel data;

    /** Loads and modifies; those that were nothing but a first-level hit are only counted. */
    private final Book loadTime = new Book();

    private long plainLoads;
    private long longLoads;
    private long plainStores;

    /** By outcome: loads and stores answered, but for plain hits. */
    private final long[] outcomes = new long[128];

    ReferenceBook(FirstLevel data) {
        this.data = data;
    }

    /** A load that was sent as a request has its data. */
    void load(Parts parts) {
        if (parts.plainHit()) {
            plainLoads++;
        } else {
            longLoads++;
            if (parts.companions().some()) {
                loadTime.addShared(parts.marks(), parts.sentAt() + data.latency());
            } else {
                loadTime.add(parts.marks());
            }
            answered(parts.marks());
        }
    }

    /** A load has its data that was sent as a request, or waited with another's: then what that waited for after its own look-up is its own. */
    void load(InFlight load, Parts parts) {
        if (!load.accompanies) {
            load(parts);
            return;
        }
        longLoads++;
        loadTime.add(data.cause(), data.latency());
        loadTime.addAfter(parts.marks(), load.begun + data.latency());
        outcomes[data.mergedOutcome()]++;
    }

    /** A load was nothing but a first-level hit, for which no request was made. */
    void loadHit() {
        plainLoads++;
    }

    /** A store that was sent as a request is written. */
    void store(Parts parts) {
        if (parts.plainHit()) {
            plainStores++;
        } else {
            answered(parts.marks());
        }
    }

    /** A store was nothing but a first-level hit, for which no request was made. */
    void storeHit() {
        plainStores++;
    }

    /** So many loads, and so many stores, were nothing but first-level hits. */
    void hits(long loads, long stores) {
        plainLoads += loads;
        plainStores += stores;
    }

    /** So many loads were served by an older store at once, in the time of a hit. */
    void forwards(long loads, int cause, int outcome) {
        longLoads += loads;
        loadTime.add(cause, loads * data.latency());
        outcomes[outcome] += loads;
    }

    private void answered(MarkList marks) {
        int outcome = marks.outcome();
        if (outcome == MarkList.UNANSWERED) {
            outcome = data.outcome();
        }
        outcomes[outcome]++;
    }

    /** Returns the number of loads. */
    long loads() {
        return plainLoads + longLoads;
    }

    /** Returns the time of all loads, in picoseconds. */
    long loadTime() {
        return loadTime.total() + plainLoads * data.latency();
    }

    /** Returns the time of loads that a cause had, in picoseconds. */
    long loadTime(int cause) {
        return loadTime.sum(cause) + (cause == data.cause() ? plainLoads * data.latency() : 0);
    }

    /** Describes who answered: a counter for each outcome, of references that are {@code whose}. */
    void describeOutcomes(Section section, Names names, String whose) {
        List<String> all = new ArrayList<>(names.all());
        for (int i = 0; i < all.size(); i++) {
            int outcome = i;
            String metric = all.get(i).replace(' ', '_');
            section.counter(
                    metric,
                    "references",
                    whose + "references answered by '" + all.get(i) + "'",
                    () -> outcomes[outcome] + (outcome == data.outcome() ? plainLoads + plainStores : 0));
        }
    }
}
