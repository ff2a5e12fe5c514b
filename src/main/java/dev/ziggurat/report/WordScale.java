package dev.ziggurat.report;

import dev.ziggurat.units.Quantity;
import java.util.List;

/** Values that only stand side by side: policies, workloads. */
final class WordScale implements Scale {
    private final List<String> words;

    WordScale(List<Quantity> values) {
        words = values.stream().map(Quantity::written).toList();
    }

    /** Each word has an equal share of the length and stands in its middle. */
    @Override
    public long at(Quantity value, long length) {
        return length * (2L * words.indexOf(value.written()) + 1) / (2L * words.size());
    }

    @Override
    public List<Tick> ticks() {
        return words.stream().map(word -> new Tick(Quantity.of(word), word)).toList();
    }

    @Override
    public boolean continuous() {
        return false;
    }
}
