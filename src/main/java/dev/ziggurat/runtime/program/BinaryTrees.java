package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectProgram;
import dev.ziggurat.runtime.gc.Objects;
import dev.ziggurat.runtime.gc.Types.Shape;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProgramSpec;

/**
 * A tree that lives to the end, and beside it trees that are made and dropped, as in Boehm's GCBench and the binary-trees of the Computer Language Benchmarks
 * Game. The long-lived tree may be walked, before and after a collection.
 */
public final class BinaryTrees extends ObjectProgram {
    private final Spec spec;

    private BinaryTrees(Spec spec) {
        this.spec = spec;
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
            implements ProgramSpec {
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
            return new BinaryTrees(this);
        }

        @Override
        public boolean finite() {
            return true;
        }

        @Override
        public boolean makesObjects() {
            return true;
        }
    }

    @Override
    protected Routine code(Objects objects) {
        return new Code(objects);
    }

    private final class Code extends Routine {
        private static final int LIVE = 0;

        /** Above the way down the tree that lives. */
        private static final int DEAD = 1;

        private final Objects objects;
        private final TreeMaking making;
        private final TreeWalk walk;
        private long trees;
        private int walks;
        private int collections;
        private Step step = Step.LIVE;

        private enum Step {
            LIVE,
            TREE,
            WALK,
            COLLECT,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            Shape shape = objects.shape(2, spec.data.bytes());
            making = new TreeMaking(objects, shape);
            walk = new TreeWalk(objects);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case LIVE -> {
                    step = Step.TREE;
                    making.begin(thread, LIVE, spec.live);
                }
                case TREE -> {
                    if (trees < spec.trees) {
                        trees++;
                        making.begin(thread, DEAD, spec.tree);
                    } else {
                        step = Step.WALK;
                        objects.forget(DEAD);
                    }
                }
                case WALK -> {
                    if (walks < spec.walks) {
                        walks++;
                        walk.begin(thread, LIVE);
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
