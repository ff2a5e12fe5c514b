package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * An object is moved if its page is to be emptied and nobody has moved it yet (ZRelocate::relocate_object): whoever comes first copies it, and of two who do so at once the one that enters the copy in the
 * forwarding table has made it. A thread of the program counts itself among the page's users meanwhile; if there is no room for the copy it waits for the collector's thread to have emptied the page.
 */
final class ZRelocateObject extends Routine {
    private final ZPages pages;
    private final ZRoom room;
    private final ZFind find;
    private final ZCopy copy = new ZCopy();
    private final ShapeReader shape;
    private final ObjectModel model;

    /** Whether the page is kept by someone else meanwhile. */
    private final boolean kept;

    private long object;
    private long forwarding;
    private long users;
    private long to;

    // The positions of the loads that addresses come from: the object's, its page's table's, and that of the new place.
    private long objectAt;
    private long forwardingAt;
    private long toAt;

    private Step step = Step.TABLE;

    private boolean moved;
    private long objects;
    private long bytes;
    private long lost;
    private long waits;

    private enum Step {
        TABLE,
        FIND,
        FOUND,
        USERS,
        RETAIN,
        HEADER,
        PLACE,
        COPY,
        INSERT,
        ENTER,
        RELEASE,
        RELEASED,
        WAITERS,
        WAKE,
        ANNOUNCE,
        LOOK,
        WAIT,
        END
    }

    private ZRelocateObject(World world, ZPages pages, ZRoom room, boolean kept) {
        this.pages = pages;
        this.room = room;
        this.kept = kept;
        model = world.model;
        find = new ZFind(pages);
        shape = new ShapeReader(model);
    }

    /** Returns the code of a thread of the program. */
    static ZRelocateObject ofProgram(World world, ZPages pages, ZRoom room) {
        return new ZRelocateObject(world, pages, room, false);
    }

    /** Returns the code of the collector's thread, which keeps all pages until it has emptied them. */
    static ZRelocateObject ofCollector(World world, ZPages pages, ZRoom room) {
        return new ZRelocateObject(world, pages, room, true);
    }

    /** Has a thread move an object, whose address comes from the load at a {@link RuntimeThread#position}; the answer is where it is now, or 0 if the collector's thread has no room for it. */
    void begin(RuntimeThread thread, long at, long position) {
        object = at;
        objectAt = position;
        moved = false;
        step = Step.TABLE;
        thread.call(this);
    }

    /** Whether this thread has moved the object now. */
    boolean moved() {
        return moved;
    }

    /** Returns how many objects this thread has moved. */
    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    /** Returns how many copies were made in vain. */
    long lost() {
        return lost;
    }

    /** Returns how often there was no room. */
    long waits() {
        return waits;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TABLE -> {
                forwarding = thread.follow(ZPages.forwardingWord(pages.granule(object)), objectAt);
                forwardingAt = thread.position();
                step = Step.FIND;
                if (forwarding == 0) {
                    thread.end(object, objectAt);
                }
            }
            case FIND -> {
                step = Step.FOUND;
                find.begin(thread, forwarding, forwardingAt, object);
            }
            case FOUND -> found(thread);
            case USERS -> {
                users = thread.follow(forwarding + ZForwarding.USERS, forwardingAt);
                step = users == 0 ? Step.FIND : Step.RETAIN;
            }
            case RETAIN ->
                step = thread.compareAndExchange(forwarding + ZForwarding.USERS, users, users + 1) == users
                        ? Step.HEADER
                        : Step.USERS;
            case HEADER, PLACE, COPY, INSERT, ENTER -> move(thread);
            case RELEASE, RELEASED, WAITERS, WAKE -> release(thread);
            default -> await(thread);
        }
    }

    private void found(RuntimeThread thread) {
        if (thread.answer() != 0) {
            thread.end(thread.answer(), thread.answeredAt());
        } else {
            step = kept ? Step.HEADER : Step.USERS;
        }
    }

    private void move(RuntimeThread thread) {
        switch (step) {
            case HEADER -> {
                step = Step.PLACE;
                thread.from(objectAt);
                shape.read(thread, object, model.hasTypeWord() ? 0 : thread.follow(object));
            }
            case PLACE -> {
                step = Step.COPY;
                room.take(thread, shape.bytes());
            }
            case COPY -> {
                to = thread.answer();
                toAt = thread.answeredAt();
                if (to != 0) {
                    step = Step.INSERT;
                    copy.begin(thread, object, objectAt, to, shape.bytes());
                } else {
                    step = kept ? Step.END : Step.RELEASE;
                }
            }
            case INSERT -> insert(thread);
            default -> step = kept ? Step.END : Step.RELEASE;
        }
    }

    /** The first copy that is entered counts; another is given back. */
    private void insert(RuntimeThread thread) {
        long found = thread.compareAndExchange(find.place(), 0, find.entry(to));
        if (found == 0) {
            moved = true;
            objects++;
            bytes += shape.bytes();
            step = kept ? Step.END : Step.RELEASE;
        } else if (find.of(found)) {
            lost++;
            long copied = to;
            to = ZForwarding.to(found);
            toAt = thread.position();
            step = Step.ENTER;
            room.undo(thread, copied, shape.bytes());
        } else {
            find.skip();
        }
    }

    /** The thread does not use the page any more; the last one tells those who wait. */
    private void release(RuntimeThread thread) {
        switch (step) {
            case RELEASE -> {
                users = thread.add(forwarding + ZForwarding.USERS, -1);
                step = users == 1 ? Step.WAITERS : Step.RELEASED;
            }
            case WAITERS -> {
                boolean alone = thread.follow(forwarding + ZForwarding.WAITERS, forwardingAt) == 0;
                step = alone ? Step.RELEASED : Step.WAKE;
            }
            case WAKE -> {
                thread.wake(forwarding + ZForwarding.USERS, Integer.MAX_VALUE);
                step = Step.RELEASED;
            }
            default -> step = to == 0 ? Step.ANNOUNCE : Step.END;
        }
    }

    /** There is no room: the thread waits until the page is released, and then finds the object in the table. */
    private void await(RuntimeThread thread) {
        switch (step) {
            case ANNOUNCE -> {
                waits++;
                thread.add(forwarding + ZForwarding.WAITERS, 1);
                step = Step.LOOK;
            }
            case LOOK -> {
                users = thread.follow(forwarding + ZForwarding.USERS, forwardingAt);
                step = users == 0 ? Step.FIND : Step.WAIT;
            }
            case WAIT -> {
                thread.await(forwarding + ZForwarding.USERS, users);
                step = Step.LOOK;
            }
            default -> thread.end(to, toAt);
        }
    }
}
