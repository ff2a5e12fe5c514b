package dev.ziggurat.os;

/** Where no core has taken its seat yet. */
enum Unseated implements Cpu.Seat {
    SEAT;

    @Override
    public void goOn(long time) {
        throw new IllegalStateException("no core has taken its seat");
    }

    @Override
    public void attention(long time) {
        throw new IllegalStateException("no core has taken its seat");
    }
}
