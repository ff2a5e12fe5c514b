package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Gives back units of a head and its leaves: one, or all that a table and the locals behind it refer to, and the table. */
final class UnitDrop {
    private final Objects objects;
    private final Holders leaves;
    private final ObjectChurn.Spec spec;
    private final One one = new One();
    private final All all = new All();

    UnitDrop(Objects objects, Holders leaves, ObjectChurn.Spec spec) {
        this.objects = objects;
        this.leaves = leaves;
        this.spec = spec;
    }

    /** Has a thread give back the unit of a local, if it refers to one. */
    void begin(RuntimeThread thread, int local) {
        if (!objects.isNull(local)) {
            one.unit = local;
            one.leaf = 0;
            one.got = false;
            thread.call(one);
        }
    }

    /** Has a thread give back everything. */
    void all(RuntimeThread thread) {
        all.next = 0;
        all.got = false;
        thread.call(all);
    }

    private final class One extends Routine {
        private int unit;
        private int leaf;
        private boolean got;

        @Override
        protected void step(RuntimeThread thread) {
            if (got) {
                got = false;
                leaves.give(thread, ObjectChurn.OTHER_LEAF, ObjectChurn.RING + spec.young());
            } else if (leaf < spec.leaves()) {
                got = true;
                objects.get(ObjectChurn.OTHER_LEAF, unit, leaf++);
            } else {
                thread.end();
                objects.free(unit);
            }
        }
    }

    private final class All extends Routine {
        private int next;
        private boolean got;

        @Override
        protected void step(RuntimeThread thread) {
            if (got) {
                got = false;
                begin(thread, ObjectChurn.OTHER);
            } else if (next < spec.live()) {
                got = true;
                objects.get(ObjectChurn.OTHER, ObjectChurn.TABLE, next++);
            } else if (next < spec.live() + spec.young()) {
                begin(thread, ObjectChurn.RING + next++ - spec.live());
            } else {
                thread.end();
                objects.free(ObjectChurn.TABLE);
            }
        }
    }
}
