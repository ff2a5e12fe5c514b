package dev.ziggurat.cpu;

import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An out-of-order core as its manual says, which lives through every cycle (1000 ps) and looks at everything in each. */
final class NaiveOutOfOrder {
    private static final long CYCLE = 1000;
    private static final long UNKNOWN = Long.MAX_VALUE;

    /** A gap instruction (no line), a reference or an operation. */
    private static final class Item {
        final Line line;
        final Item producer;
        final int weight;
        long begun = UNKNOWN;
        long done = UNKNOWN;
        boolean retired;
        boolean sentFetch;
        long fetchedAt;
        long written = UNKNOWN;
        long sent;
        String answeredBy = "";

        Item(Line line, Item producer, int weight) {
            this.line = line;
            this.producer = producer;
            this.weight = weight;
        }

        boolean is(Kind... kinds) {
            return line != null && List.of(kinds).contains(line.kind());
        }

        boolean loads() {
            return is(Kind.LOAD, Kind.MODIFY);
        }

        boolean stores() {
            return is(Kind.STORE, Kind.MODIFY);
        }

        boolean overlaps(Line load) {
            return line.address() < load.address() + load.size() && load.address() < line.address() + line.size();
        }

        boolean covers(Line load) {
            return line.address() <= load.address() && load.address() + load.size() <= line.address() + line.size();
        }
    }

    private final OutOfOrder.Spec spec;
    private final NaiveLevel level;
    private final long hit;
    private final List<Item> items = new ArrayList<>();
    private final List<Item> unsent = new ArrayList<>();
    private int head;
    private int next;

    /** What the core's time was spent on, in picoseconds; the last cycle that retired something, and what has held back dispatch since. */
    final Map<String, Long> spent = new TreeMap<>();

    /** What the loads' time was spent on, how many were forwarded, and what the fetches took. */
    final Map<String, Long> loads = new TreeMap<>();

    long forwarded;
    long fetchTime;

    private long settled;
    private long retiredAt = -CYCLE;
    private String stall = "idle";

    long time;
    long loadTime;

    NaiveOutOfOrder(OutOfOrder.Spec spec, NaiveLevel level, long hit) {
        this.spec = spec;
        this.level = level;
        this.hit = hit;
    }

    void run(List<Line> program) {
        boolean fetches = program.get(0).kind() == Kind.FETCH;
        List<Item> numbered = new ArrayList<>();
        for (Line line : program) {
            for (int i = 0; i < line.gap(); i++) {
                items.add(new Item(null, null, 1));
            }
            int back = numbered.size() - line.dependsOn();
            Item producer = line.dependsOn() > 0 && back >= 0 ? numbered.get(back) : null;
            Item item = new Item(line, producer, line.kind() == Kind.FETCH || !fetches ? 1 : 0);
            items.add(item);
            if (item.loads() || item.stores()) {
                numbered.add(item);
            }
        }
        while (!cycle()) {
            time += CYCLE;
        }
    }

    /** Returns whether all is over. */
    private boolean cycle() {
        for (Item store : items.subList(head, next)) {
            if (store.is(Kind.STORE) && store.done == UNKNOWN) {
                store.done = store.producer.done;
            }
        }
        retire();
        if (!unsent.isEmpty()) {
            Item store = unsent.remove(0);
            store.written = level.send(AccessType.STORE, store.line.address(), store.line.size(), time);
        }
        for (int i = head; i < next; i++) {
            if (items.get(i).loads()) {
                issue(i);
            }
        }
        dispatch();
        if (head == next
                && unsent.isEmpty()
                && !drained()
                && (next == items.size() || items.get(next).is(Kind.SLEEP))) {
            stall = "store_buffer";
        }
        if (next < items.size() || !drained()) {
            return false;
        }
        bookStall();
        return true;
    }

    private void retire() {
        int budget = spec.width();
        while (budget > 0 && head < next) {
            Item item = items.get(head);
            if (item.line != null && item.done > time) {
                return;
            }
            book(item);
            item.retired = true;
            head++;
            budget -= item.weight;
            if (item.stores()) {
                unsent.add(item);
            }
        }
    }

    /** Books the time up to a cycle that retires something: what its first instruction waited for, and what held back dispatch. */
    private void book(Item item) {
        if (retiredAt == time) {
            return;
        }
        spend("retiring", retiredAt + CYCLE);
        if (item.loads()) {
            spend(stall, Math.min(time, item.begun));
            spend("store_buffer", Math.min(time, item.sent));
            spend(item.answeredBy, Math.min(time, item.done));
            spend("retiring", time);
        }
        spend(stall, time);
        retiredAt = time;
        stall = "window";
    }

    /** Books the time up to a cycle with nothing left to retire. */
    private void bookStall() {
        if (retiredAt < time) {
            spend("retiring", retiredAt + CYCLE);
            spend(stall, time);
        }
    }

    private void spend(String cause, long until) {
        if (until > settled) {
            spent.merge(cause, until - settled, Long::sum);
            settled = until;
        }
    }

    private void issue(int place) {
        Item load = items.get(place);
        if (load.done != UNKNOWN || (load.producer != null && load.producer.done > time)) {
            return;
        }
        load.begun = Math.min(load.begun, time);
        Item store = null;
        for (int i = 0; i < place; i++) {
            Item each = items.get(i);
            if (each.stores() && each.written > time && each.overlaps(load.line)) {
                store = each;
            }
        }
        if (store == null) {
            load.done = level.send(AccessType.LOAD, load.line.address(), load.line.size(), time);
            load.answeredBy = "fake";
        } else if (store.covers(load.line) && (store.retired || store.done <= time)) {
            load.done = time + hit;
            load.answeredBy = "forward";
            forwarded++;
        }
        load.sent = time;
        if (load.done != UNKNOWN) {
            loadTime += load.done - load.begun;
            loads.merge("store_buffer", load.sent - load.begun, Long::sum);
            loads.merge(load.answeredBy, load.done - load.sent, Long::sum);
        }
    }

    private void dispatch() {
        int budget = spec.width();
        while (next < items.size()) {
            Item item = items.get(next);
            if (item.is(Kind.SLEEP)) {
                if (drained() && item.line.at() <= time) {
                    item.done = time;
                    head++;
                    next++;
                } else if (drained()) {
                    bookStall();
                    stall = "idle";
                }
                return;
            }
            if (item.weight > budget || occupied() + item.weight > spec.window() || !enters(item)) {
                return;
            }
            budget -= item.weight;
            next++;
            if (item.loads()) {
                issue(next - 1);
            }
        }
    }

    private boolean enters(Item item) {
        if (item.is(Kind.FETCH)) {
            if (!item.sentFetch) {
                item.sentFetch = true;
                item.fetchedAt = level.send(AccessType.FETCH, item.line.address(), item.line.size(), time) - hit;
                fetchTime += item.fetchedAt + hit - time;
            }
            item.done = time;
            stall = item.fetchedAt > time ? "fetch" : stall;
            return item.fetchedAt <= time;
        }
        if (item.loads() && inWindow(true) == spec.loadQueue()) {
            return false;
        }
        if (item.stores() && inWindow(false) == spec.storeQueue()) {
            stall = "store_buffer";
            return false;
        }
        if (item.is(Kind.STORE)) {
            item.done = item.producer == null ? time : Math.max(time, item.producer.done);
        }
        return true;
    }

    /** The entries of the load queue that are taken, or those of the store queue. */
    private long inWindow(boolean loads) {
        return items.subList(0, next).stream()
                .filter(each -> loads ? each.loads() && !each.retired : each.stores() && each.written > time)
                .count();
    }

    private int occupied() {
        return items.subList(head, next).stream().mapToInt(each -> each.weight).sum();
    }

    private boolean drained() {
        return head == next && unsent.isEmpty() && inWindow(false) == 0;
    }
}
