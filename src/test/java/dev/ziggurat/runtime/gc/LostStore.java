package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.HashMap;
import java.util.Map;

/** Planted: the store by which a collector has one reference refer to where its object is now is lost. */
final class LostStore implements DirectRun.Observer {
    private static final long HEAP_END = Places.WORK;

    private final Map<Long, Long> before = new HashMap<>();

    /** How many such stores come before it. */
    private int left;

    private final boolean roots;

    private boolean lost;

    private LostStore(int left, boolean roots) {
        this.left = left;
        this.roots = roots;
    }

    /** Loses the store of a reference of an object, before which so many come. */
    static LostStore ofObjects(int left) {
        return new LostStore(left, false);
    }

    /** Loses the store of a root, before which so many come: where barriers mend references of objects, pauses store roots alone. */
    static LostStore ofRoots(int left) {
        return new LostStore(left, true);
    }

    boolean lost() {
        return lost;
    }

    @Override
    public void seen(Reference reference, World world) {
        if (reference.kind != Kind.STORE || reference.size % RuntimeThread.WORD != 0) {
            return;
        }
        for (long at = reference.address; at < reference.address + reference.size; at += RuntimeThread.WORD) {
            long is = world.words.read(at);
            long was = before.getOrDefault(at, 0L);
            boolean update = (roots ? Places.ofRoots(at) : isAddress(at))
                    && reference.size == RuntimeThread.WORD
                    && world.log.pending()
                    && is != was
                    && isAddress(is)
                    && isAddress(was);
            if (update && !lost && left-- == 0) {
                lost = true;
                world.words.write(at, was);
            } else {
                before.put(at, is);
            }
        }
    }

    private static boolean isAddress(long word) {
        return word >= Places.HEAP && word < HEAP_END && word % RuntimeThread.WORD == 0;
    }
}
