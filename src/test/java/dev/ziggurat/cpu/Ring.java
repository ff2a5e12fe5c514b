package dev.ziggurat.cpu;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One of several threads that take turns: it waits until the turn is its own, makes a reference, and hands the turn on. */
final class Ring implements Program {
    private static final long WORDS = 0x5000;

    private final int[] turn;
    private final int members;
    private final int own;
    private final int rounds;
    private final SplittableRandom random;
    private int round;
    private boolean wakes;

    private Ring(int[] turn, int members, int own, int rounds, long seed) {
        this.turn = turn;
        this.members = members;
        this.own = own;
        this.rounds = rounds;
        random = new SplittableRandom(seed * members + own);
    }

    static List<Ring> of(int members, int rounds, long seed) {
        int[] turn = new int[1];
        List<Ring> ring = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            ring.add(new Ring(turn, members, i, rounds, seed));
        }
        return ring;
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public void skipTo(long n) {
        throw new UnsupportedOperationException("it depends on the others");
    }

    @Override
    public void next(Reference into) {
        if (wakes) {
            wakes = false;
            turn[0] = (own + 1) % members;
            into.wake(WORDS + 8L * turn[0], 1);
        } else if (round == rounds) {
            into.exit();
        } else if (turn[0] != own) {
            into.waitFor(WORDS + 8L * own);
        } else {
            round++;
            wakes = true;
            into.set(Kind.MODIFY, 0x1000_0000 + 4096L * random.nextInt(6), 8);
        }
    }

    @Override
    public void returned(long value) {
        throw new UnsupportedOperationException("it asks nothing");
    }

    @Override
    public boolean waits(long address) {
        return turn[0] != own;
    }
}
