package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.workload.Crew;
import dev.ziggurat.workload.ProgramSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A random program that keeps to its rights, and perhaps ends with a reference for which it has none. Besides an area of its own, which all its like
 * have at the same addresses, it has others that come, change and go. Threads of one process share the first area, but for its last page all
 * of it with all rights: that one they only read, and any of them may change its rights at any time, as long as reading is one. The others are each
 * thread's own.
 */
final class Wanderer implements Program {
    static final long AREA = 0x1000_0000L;

    private static final long OTHERS = 0x7000_0000_0000L;
    private static final int PAGE = 4096;
    private static final int MOST_PAGES = 4;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    private static final int ALL = 7;
    private static final int ABSENT = -1;
    private static final List<String> CALLS = List.of("mmap", "munmap", "mprotect");

    private final Spec spec;
    private final RandomStream random;
    private final Crew crew;

    /** The rights of the pages of each area, the first the one that it declares; {@link #ABSENT} where there is no page. */
    private final int[][] rights;

    // The page used last, to which it returns more often than not.
    private int lastArea;
    private int lastPage;

    /** The area that was given back last and is asked for again at once; 0 for none. */
    private int again;

    private long steps;
    private boolean strays;
    private long expected;

    // What it has yielded before it strays.
    private long references;
    private long fetches;

    /**
     * {@code kind: wanderer}.
     *
     * @param pages the pages of the area that it declares
     * @param steps how many references and calls it makes
     * @param areas how many other areas there are at a time, at most
     * @param stray the reference for which it has no rights and with which it ends; {@link Stray#NONE} for none
     */
    record Spec(int pages, long steps, int areas, Stray stray) implements ProgramSpec {
        /** Returns one of the same areas that makes so many steps and does not stray. */
        Spec harmless(long otherSteps) {
            return new Spec(pages, otherSteps, areas, Stray.NONE);
        }

        @Override
        public Wanderer create(RandomStream random) {
            return create(random, new Crew(0, 1, new WordStore()));
        }

        @Override
        public Wanderer create(RandomStream random, Crew crew) {
            return new Wanderer(this, random, crew);
        }

        @Override
        public boolean finite() {
            return true;
        }

        @Override
        public Set<String> calls() {
            return Set.of("mmap", "munmap", "mprotect");
        }
    }

    /** A reference that ends its process. */
    enum Stray {
        NONE(Kind.LOAD, 0),
        NULL(Kind.LOAD, 0),
        UNMAPPED(Kind.STORE, AREA - PAGE),
        NON_CANONICAL(Kind.LOAD, 1L << 47),
        NON_CANONICAL_STORE(Kind.STORE, 0x0123_4567_89ab_cdefL),
        NON_CANONICAL_FETCH(Kind.FETCH, -(1L << 47) - 64),
        KERNEL_HALF(Kind.LOAD, -(1L << 47)),
        KERNEL_HALF_STORE(Kind.STORE, -4096),
        KERNEL_HALF_FETCH(Kind.FETCH, -(1L << 30)),
        HALF_OUT(Kind.MODIFY, (1L << 47) - 4),
        READ_ONLY(Kind.STORE, AREA),
        READ_ONLY_MODIFY(Kind.MODIFY, AREA + 100),
        NO_EXECUTE(Kind.FETCH, AREA + 8),
        NO_RIGHTS(Kind.LOAD, AREA + 16);

        private final Kind kind;
        private final long address;

        Stray(Kind kind, long address) {
            this.kind = kind;
            this.address = address;
        }

        /** Returns the rights that the first page is left with before it is used so; all if the address is of no page. */
        private int rightsBefore() {
            return switch (this) {
                case READ_ONLY, READ_ONLY_MODIFY -> READ | EXECUTE;
                case NO_EXECUTE -> READ | WRITE;
                case NO_RIGHTS -> 0;
                default -> ALL;
            };
        }
    }

    private Wanderer(Spec spec, RandomStream random, Crew crew) {
        this.spec = spec;
        this.crew = crew;
        this.random = random;
        rights = new int[1 + spec.areas][MOST_PAGES];
        for (int[] pages : rights) {
            Arrays.fill(pages, ABSENT);
        }
        rights[0] = new int[spec.pages];
        Arrays.fill(rights[0], ALL);
        if (shares()) {
            rights[0][spec.pages - 1] = READ;
        }
    }

    private boolean shares() {
        return crew.members() > 1;
    }

    /** Returns how many loads, stores and modifies it has yielded for which it had rights. */
    long references() {
        return references;
    }

    /** Returns how many fetches it has yielded for which it had rights. */
    long fetches() {
        return fetches;
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("data", AREA, (long) spec.pages * PAGE));
    }

    @Override
    public void skipTo(long n) {
        throw new UnsupportedOperationException("what it draws depends on what it drew before");
    }

    @Override
    public void next(Reference into) {
        steps++;
        if (steps > spec.steps) {
            end(into);
        } else if (again > 0) {
            change(into, again);
        } else if (shares() && random.nextInt(80) == 0) {
            int wanted = READ | random.nextInt(ALL + 1);
            call(into, "mprotect", AREA + (spec.pages - 1L) * PAGE, PAGE, wanted);
        } else if (spec.areas > 0 && random.nextInt(60) == 0) {
            change(into, 1 + random.nextInt(spec.areas));
        } else {
            use(into);
        }
    }

    private void end(Reference into) {
        if (spec.stray == Stray.NONE) {
            into.exit();
        } else if (spec.stray.rightsBefore() != ALL && !strays) {
            strays = true;
            call(into, "mprotect", AREA, PAGE, spec.stray.rightsBefore());
        } else {
            into.set(spec.stray.kind, spec.stray.address, 8);
        }
    }

    private long start(int area) {
        return area == 0 ? AREA : OTHERS + ((long) crew.member() << 36) + ((long) area << 30);
    }

    private void change(Reference into, int area) {
        int[] pages = rights[area];
        if (pages[0] == ABSENT) {
            int length = 1 + random.nextInt(MOST_PAGES);
            Arrays.fill(pages, 0, length, ALL);
            call(into, "mmap", start(area), (long) length * PAGE, ALL);
            expected = start(area);
            again = 0;
            lastArea = area;
            lastPage = 0;
            return;
        }
        int length = 1;
        while (length < MOST_PAGES && pages[length] != ABSENT) {
            length++;
        }
        if (random.nextInt(3) == 0) {
            Arrays.fill(pages, ABSENT);
            again = random.nextInt(2) * area;
            call(into, "munmap", start(area), (long) length * PAGE, 0);
        } else {
            int page = random.nextInt(length);
            pages[page] = random.nextInt(ALL + 1);
            call(into, "mprotect", start(area) + (long) page * PAGE, PAGE, pages[page]);
        }
    }

    private void call(Reference into, String name, long address, long bytes, int wanted) {
        into.operation(Kind.SYSTEM_CALL);
        into.number = CALLS.indexOf(name);
        into.argument0 = address;
        into.argument1 = bytes;
        into.argument2 = wanted;
        expected = 0;
    }

    /** Uses up to two pages that follow each other, of which each allows it; if what is drawn does not, the area that allows everything. */
    private void use(Reference into) {
        Kind kind = kind();
        boolean stays = random.nextInt(8) > 0;
        int area = stays ? lastArea : random.nextInt(3) == 0 ? random.nextInt(rights.length) : 0;
        int page = stays ? lastPage : random.nextInt(rights[area].length);
        if (!allows(kind, area, page)) {
            area = 0;
            page = random.nextInt(spec.pages - (shares() ? 1 : 0));
        }
        lastArea = area;
        lastPage = page;
        boolean crosses = random.nextInt(12) == 0 && page + 1 < rights[area].length && allows(kind, area, page + 1);
        int size = 1 + random.nextInt(16);
        int offset = crosses ? PAGE - random.nextInt(size) : random.nextInt(PAGE - size + 1);
        into.set(kind, start(area) + (long) page * PAGE + offset, size);
        into.gap = kind == Kind.FETCH ? 0 : random.nextInt(8);
        into.dependsOn = kind == Kind.FETCH ? 0 : random.nextInt(4);
        if (kind == Kind.FETCH) {
            fetches++;
        } else {
            references++;
        }
    }

    private Kind kind() {
        return switch (random.nextInt(16)) {
            case 0 -> Kind.FETCH;
            case 1, 2 -> Kind.MODIFY;
            case 3, 4, 5, 6, 7 -> Kind.STORE;
            default -> Kind.LOAD;
        };
    }

    private boolean allows(Kind kind, int area, int page) {
        int has = rights[area][page];
        return has > 0
                && switch (kind) {
                    case FETCH -> (has & EXECUTE) != 0;
                    case LOAD -> true;
                    default -> (has & WRITE) != 0;
                };
    }

    @Override
    public String operation(int number) {
        return CALLS.get(number);
    }

    @Override
    public void returned(long value) {
        assertThat(value).as("answer of a system call").isEqualTo(expected);
    }

    @Override
    public boolean waits(long address) {
        return false;
    }
}
