package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;

/**
 * A list that is made once and walked again and again. In the order of its making neighbours in the list are neighbours in memory; with nodes put in at random
 * places they are far apart, until a collector copies them along the list. Between walks nodes are replaced, which takes the order away again.
 */
public final class LinkedList extends ObjectProgram {
    private final Spec spec;
    private final RandomStream random;

    private LinkedList(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    /** Where new nodes go. */
    public enum Order {
        /** Behind the last one. */
        SEQUENTIAL,
        /** Behind any, each as likely. */
        RANDOM
    }

    /**
     * {@code kind: linked-list}.
     *
     * @param length how many nodes it has
     * @param data the bytes of a node's value, default 8 B; the first word is its number in the order of making
     * @param order where new nodes go, default sequential
     * @param walks how often the list is walked, default 1
     * @param replaced the share of nodes that others take the place of between two walks, default 0 %
     * @param collections before how many of the walks, from the first on, garbage is collected whether need be or not, default 0
     */
    public record Spec(Integer length, ByteSize data, Order order, Integer walks, Share replaced, Integer collections)
            implements ObjectProgramSpec {
        /** For a table of them all is an object too. */
        private static final int MOST = (1 << 24) - 1;

        private static final int MOST_WALKS = 1_000_000;

        public Spec {
            SpecException.requirePresent("length", length, "100000");
            SpecException.requireRange("length", length, 1, MOST);
            data = data == null ? new ByteSize(8) : data;
            SpecException.requireRange("data", data.bytes(), 8, 1 << 20);
            order = order == null ? Order.SEQUENTIAL : order;
            walks = walks == null ? 1 : walks;
            SpecException.requireRange("walks", walks, 0, MOST_WALKS);
            replaced = replaced == null ? new Share(0) : replaced;
            collections = collections == null ? 0 : collections;
            SpecException.requireRange("collections", collections, 0, walks);
        }

        @Override
        public Program create(RandomStream random) {
            return new LinkedList(this, random);
        }
    }

    @Override
    public Routine code(Objects objects) {
        return new Code(objects);
    }

    private final class Code extends Routine {
        private final Objects objects;
        private final ListMaking making;
        private final ListWalk walk;
        private final ListPass pass;
        private int walks;
        private int local;
        private Step step = Step.MAKE;

        private enum Step {
            MAKE,
            CLEAR,
            COLLECT,
            WALK,
            REPLACE,
            DROP,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            Holders nodes = new Holders(objects, 1, 0, new long[] {spec.data.bytes()});
            making = new ListMaking(objects, nodes, spec, random);
            walk = new ListWalk(objects, nodes);
            pass = new ListPass(objects, nodes, random);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case MAKE -> {
                    step = Step.CLEAR;
                    local = ListMaking.AT;
                    making.begin(thread);
                }
                case CLEAR -> {
                    if (walks == spec.walks) {
                        step = Step.DROP;
                    } else if (walks >= spec.collections) {
                        step = Step.WALK;
                    } else if (local < ListMaking.TABLE) {
                        objects.clear(local++);
                    } else {
                        step = Step.COLLECT;
                    }
                }
                case COLLECT -> {
                    step = Step.WALK;
                    objects.collect();
                }
                case WALK -> {
                    walks++;
                    local = ListMaking.AT;
                    step = spec.replaced.billionths() > 0 && walks < spec.walks ? Step.REPLACE : Step.CLEAR;
                    walk.begin(thread);
                }
                case REPLACE -> {
                    step = Step.CLEAR;
                    pass.replace(thread, spec.replaced);
                }
                case DROP -> {
                    step = Step.LEAVE;
                    if (objects.explicit()) {
                        pass.drop(thread);
                    }
                }
                case LEAVE -> {
                    step = Step.EXIT;
                    objects.leave();
                }
                case EXIT -> thread.exit();
            }
        }
    }
}
