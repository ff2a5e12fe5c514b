package dev.ziggurat.experiment.design;

import java.util.List;

/**
 * What is varied by itself: one axis, or several of equally many values that change together.
 *
 * @param axes at least one
 */
public record Factor(List<Axis> axes) {
    public Factor {
        axes = List.copyOf(axes);
    }

    /** Whether several axes change together. */
    public boolean zipped() {
        return axes.size() > 1;
    }

    /** Returns how many levels it has, 0 if it has any number. */
    public int levels() {
        return axes.get(0).values().size();
    }

    /** Returns the values of its axes at a level, from 0. */
    List<Value> level(int number) {
        return axes.stream().map(axis -> axis.values().get(number)).toList();
    }

    /** Returns the values of its axes at a part of the way, from 0 up to but not 1. */
    List<Value> at(double part) {
        return axes.stream().map(axis -> axis.at(part)).toList();
    }
}
