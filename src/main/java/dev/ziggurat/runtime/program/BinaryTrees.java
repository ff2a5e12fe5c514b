package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * A tree that lives to the end, and beside it trees that are made and dropped, as in Boehm's GCBench and the binary-trees of the Computer Language Benchmarks
 * Game. The long-lived tree may be walked, before and after a collection.
 */
public final class BinaryTrees extends ObjectProgram {
    private final Spec spec;
    private final RandomStream random;

    private BinaryTrees(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    /**
     * {@code kind: binary-trees}.
     *
     * @param live how many nodes the long-lived tree has
     * @param data the bytes of a node beside its two references, default 0 B
     * @param tree how many nodes a short-lived tree has, default 1023
     * @param trees how many of them are made, default 0
     * @param walks how often the long-lived tree is walked after that, default 0
     * @param collections how often garbage is collected at the end whether need be or not, default 0; the walks come before and after
     */
    public record Spec(Long live, ByteSize data, Long tree, Long trees, Integer walks, Integer collections)
            implements ObjectProgramSpec {
        private static final long MOST = 1L << 32;

        public Spec {
            SpecException.requirePresent("live", live, "1000000");
            SpecException.requireRange("live", live, 1, MOST);
            data = data == null ? new ByteSize(0) : data;
            SpecException.requireRange("data", data.bytes(), 0, 1 << 20);
            tree = tree == null ? 1023 : tree;
            SpecException.requireRange("tree", tree, 1, MOST);
            trees = trees == null ? 0 : trees;
            SpecException.requireRange("trees", trees, 0, MOST);
            walks = walks == null ? 0 : walks;
            SpecException.requireRange("walks", walks, 0, 1_000_000);
            collections = collections == null ? 0 : collections;
            SpecException.requireRange("collections", collections, 0, 1_000_000);
        }

        @Override
        public Program create(RandomStream random) {
            return new BinaryTrees(this, random);
        }
    }

    @Override
    public Routine code(Objects objects) {
        return new Code(objects);
    }

    private final class Code extends Routine {
        /** The local for boxes, which is that of the long-lived tree where there are none. */
        private static final int BOX = 0;

        private final Objects objects;
        private final int live;
        private final int dead;
        private final TreeMaking making;
        private final TreeDrop drop;
        private final TreeWalk walk;
        private long trees;
        private int walks;
        private int collections;
        private Step step = Step.LIVE;

        private enum Step {
            LIVE,
            TREE,
            DROP_TREE,
            WALK,
            COLLECT,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            Holders nodes = new Holders(objects, 2, 0, new long[] {spec.data.bytes()});
            live = objects.values() == Values.BOXED ? BOX + 1 : BOX;
            dead = live + 1;
            making = new TreeMaking(objects, nodes, BOX, random);
            drop = new TreeDrop(objects, nodes, BOX);
            walk = new TreeWalk(objects);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case LIVE -> {
                    step = Step.TREE;
                    making.begin(thread, live, spec.live);
                }
                case TREE -> {
                    if (trees < spec.trees) {
                        trees++;
                        step = objects.explicit() ? Step.DROP_TREE : Step.TREE;
                        making.begin(thread, dead, spec.tree);
                    } else {
                        step = Step.WALK;
                        objects.forget(dead);
                    }
                }
                case DROP_TREE -> {
                    step = Step.TREE;
                    drop.begin(thread, dead);
                }
                case WALK -> {
                    if (walks < spec.walks) {
                        walks++;
                        walk.begin(thread, live);
                    } else {
                        step = Step.COLLECT;
                    }
                }
                case COLLECT -> {
                    if (collections < spec.collections) {
                        collections++;
                        walks = 0;
                        step = Step.WALK;
                        objects.collect();
                    } else {
                        step = Step.LEAVE;
                        if (objects.explicit()) {
                            drop.begin(thread, live);
                        }
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
