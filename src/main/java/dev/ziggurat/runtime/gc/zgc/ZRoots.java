package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Roots;
import dev.ziggurat.runtime.gc.World;

/** The collector's thread goes through the roots, while the world stands: what they refer to is found to live, or is moved and the root set to where it is now. */
final class ZRoots extends Routine {
    private final Roots.Walk walk;
    private final ZMarkObject mark;
    private final ZRelocateObject relocate;
    private final ZRelocation relocation;
    private final ZPages pages;

    private boolean marks;
    private long place;
    private long address;

    /** The position of the load that it comes from. */
    private long addressAt;

    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        MOVED
    }

    ZRoots(World world, ZPages pages, ZMarkObject mark, ZRelocateObject relocate, ZRelocation relocation) {
        this.pages = pages;
        this.relocation = relocation;
        walk = world.roots.new Walk();
        this.mark = mark;
        this.relocate = relocate;
    }

    /** Has the thread find what they refer to. */
    void mark(RuntimeThread thread) {
        begin(thread);
        marks = true;
    }

    /** Has the thread move what they refer to. */
    void relocate(RuntimeThread thread) {
        begin(thread);
        marks = false;
    }

    private void begin(RuntimeThread thread) {
        walk.begin();
        address = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (step == Step.MOVED) {
            step = Step.NEXT;
            moved(thread);
        } else if (address == 0) {
            place = walk.next();
            if (place == 0) {
                thread.end();
            } else {
                address = thread.load(place);
                addressAt = thread.position();
            }
        } else if (marks) {
            long found = address;
            address = 0;
            mark.begin(thread, found, addressAt);
        } else {
            step = Step.MOVED;
            relocate.begin(thread, address, addressAt);
        }
    }

    /** Sets the root; if there was no room for the object, its page is emptied first, which makes room. */
    private void moved(RuntimeThread thread) {
        long moved = thread.answer();
        if (moved == 0) {
            relocation.empty(thread, ZPages.record(pages.granule(address)), addressAt);
        } else {
            if (moved != address) {
                thread.store(place, moved);
            }
            address = 0;
        }
    }
}
