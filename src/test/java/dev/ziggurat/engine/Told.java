package dev.ziggurat.engine;

import java.util.function.Consumer;

/** An event that does as it is told. */
final class Told extends Event {
    private final Consumer<Told> action;

    Told(Consumer<Told> action) {
        this.action = action;
    }

    @Override
    protected void fire() {
        action.accept(this);
    }
}
