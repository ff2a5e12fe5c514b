package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects.Shape;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * A server: each request makes a tree of objects, which all die at its end, as what is allocated from an arena or a pool of the request does. It looks at a session in
 * a table that lives, and some requests put a new session there.
 */
public final class WebRequest extends ObjectProgram {
    private final Spec spec;
    private final RandomStream random;

    private WebRequest(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    /**
     * {@code kind: web-request}.
     *
     * @param requests how many there are
     * @param objects how many objects each makes, itself included, default 100
     * @param sizes the bytes of an object's value, beside two references, drawn from these, default 24 B
     * @param sessions how many there may be, default 1000; at first there are none
     * @param session the bytes of one, default 64 B
     * @param updates the share of requests with a new session, default 10 %; each place of the table is as likely
     * @param walks how often a request goes through its objects, default 1
     * @param work the instructions for each request beside all that, default 0
     */
    public record Spec(
            Long requests,
            Integer objects,
            List<ByteSize> sizes,
            Integer sessions,
            ByteSize session,
            Share updates,
            Integer walks,
            Integer work)
            implements ObjectProgramSpec {
        private static final long MOST_REQUESTS = 1L << 40;
        private static final int MOST = (1 << 24) - 1;

        public Spec {
            SpecException.requirePresent("requests", requests, "10000");
            SpecException.requireRange("requests", requests, 0, MOST_REQUESTS);
            objects = objects == null ? 100 : objects;
            SpecException.requireRange("objects", objects, 1, MOST);
            sizes = Sizes.checked(sizes, new ByteSize(24));
            sessions = sessions == null ? 1000 : sessions;
            SpecException.requireRange("sessions", sessions, 1, MOST);
            session = session == null ? new ByteSize(64) : session;
            SpecException.requireRange("session", session.bytes(), 8, 1 << 20);
            updates = updates == null ? Share.parse("10 %") : updates;
            walks = walks == null ? 1 : walks;
            SpecException.requireRange("walks", walks, 0, 1000);
            work = ObjectProgramSpec.work(work);
        }

        @Override
        public Program create(RandomStream random) {
            return new WebRequest(this, random);
        }
    }

    @Override
    public Routine code(Objects objects) {
        return new Code(objects);
    }

    /** What one thread does. */
    private final class Code extends Routine {
        // The locals.
        private static final int BOX = 0;
        private static final int TABLE = 1;
        private static final int SESSION = 2;
        private static final int NEW = 3;
        private static final int REQUEST = 4;

        private final Objects objects;
        private final Shape table;
        private final Holders sessions;
        private final TreeMaking making;
        private final TreeWalk walk;
        private final TreeDrop drop;

        private long done;
        private int place;
        private int walks;
        private Step step = Step.TABLE;

        private enum Step {
            TABLE,
            REQUEST,
            WALK,
            SESSION,
            LOOK,
            UPDATE,
            NUMBER,
            PUT,
            REPLACED,
            DROP,
            FORGET,
            POLL,
            DROP_SESSION,
            GIVE,
            LEAVE,
            EXIT
        }

        Code(Objects objects) {
            this.objects = objects;
            table = objects.shape(spec.sessions, 0);
            sessions = new Holders(objects, 0, 0, new long[] {spec.session.bytes()});
            Holders nodes = new Holders(objects, 2, 0, Sizes.single(spec.sizes));
            making = new TreeMaking(objects, nodes, BOX, random);
            walk = new TreeWalk(objects);
            drop = new TreeDrop(objects, nodes, BOX);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case TABLE -> {
                    step = Step.REQUEST;
                    objects.make(TABLE, table);
                }
                case REQUEST -> request(thread);
                case WALK -> {
                    if (walks++ == spec.walks) {
                        step = Step.SESSION;
                    } else {
                        walk.begin(thread, REQUEST);
                    }
                }
                case DROP -> {
                    step = Step.FORGET;
                    if (objects.explicit()) {
                        drop.begin(thread, REQUEST);
                    }
                }
                case FORGET -> {
                    step = Step.POLL;
                    objects.forget(REQUEST);
                }
                case POLL -> {
                    step = Step.REQUEST;
                    objects.poll();
                }
                case DROP_SESSION, GIVE -> end(thread);
                case LEAVE -> {
                    step = Step.EXIT;
                    objects.leave();
                }
                case EXIT -> thread.exit();
                default -> session(thread);
            }
        }

        /** Begins the next request, if there is one. */
        private void request(RuntimeThread thread) {
            if (done == spec.requests) {
                place = 0;
                step = objects.explicit() ? Step.DROP_SESSION : Step.LEAVE;
                return;
            }
            done++;
            walks = 0;
            thread.work(spec.work);
            step = Step.WALK;
            making.begin(thread, REQUEST, spec.objects);
        }

        /** Looks at a session, and perhaps has a new one take its place. */
        private void session(RuntimeThread thread) {
            switch (step) {
                case SESSION -> {
                    place = random.nextInt(spec.sessions);
                    step = Step.LOOK;
                    objects.get(SESSION, TABLE, place);
                }
                case LOOK -> {
                    step = random.nextLong(Share.WHOLE) < spec.updates.billionths() ? Step.UPDATE : Step.DROP;
                    if (!objects.isNull(SESSION)) {
                        sessions.load(thread, SESSION, BOX, 0);
                    }
                }
                case UPDATE -> {
                    step = Step.NUMBER;
                    sessions.make(thread, NEW, BOX, 0);
                }
                case NUMBER -> {
                    step = Step.PUT;
                    sessions.set(thread, NEW, BOX, 0, done);
                }
                case PUT -> {
                    step = Step.REPLACED;
                    objects.put(TABLE, place, NEW);
                }
                default -> {
                    step = Step.DROP;
                    if (objects.explicit() && !objects.isNull(SESSION)) {
                        sessions.give(thread, SESSION, BOX);
                    }
                }
            }
        }

        /** Gives the sessions back, and their table. */
        private void end(RuntimeThread thread) {
            if (step == Step.GIVE) {
                step = Step.DROP_SESSION;
                if (!objects.isNull(SESSION)) {
                    sessions.give(thread, SESSION, BOX);
                }
            } else if (place < spec.sessions) {
                step = Step.GIVE;
                objects.get(SESSION, TABLE, place++);
            } else {
                step = Step.LEAVE;
                objects.free(TABLE);
            }
        }
    }
}
