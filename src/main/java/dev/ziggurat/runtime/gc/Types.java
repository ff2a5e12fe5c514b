package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.program.Objects;
import java.util.ArrayList;
import java.util.List;

/** The types of a process's objects. Each has a descriptor of one word in simulated memory, its size and how many references it has. */
public final class Types {
    private static final int MOST = 1 << 16;
    private static final int SIZE_SHIFT = 24;
    private static final long REFERENCES = (1L << SIZE_SHIFT) - 1;
    private static final long MOST_DATA = 1L << 36;
    private static final int WORD = 8;

    /** By how much an address of a descriptor is shifted in half a word. */
    static final int DESCRIPTOR_SHIFT = 3;

    private final WordStore words;
    private final ObjectModel model;
    private final List<Shape> shapes = new ArrayList<>();

    /**
     * What objects of a type look like.
     *
     * @param number the type's number
     * @param descriptor where its descriptor stands
     * @param bytes the size of an object
     * @param references how many references it has
     */
    public record Shape(int number, long descriptor, long bytes, int references) implements Objects.Shape {}

    Types(WordStore words, ObjectModel model) {
        this.words = words;
        this.model = model;
    }

    /** Whether objects can have so many references and bytes of other data. */
    static boolean possible(long references, long data) {
        return references >= 0 && references <= REFERENCES && data >= 0 && data <= MOST_DATA;
    }

    /** Returns the type of objects with so many references and bytes of other data, and makes it if there is none. */
    public Shape of(int references, long data) {
        long bytes = model.bytes(references, data);
        for (Shape shape : shapes) {
            if (shape.bytes == bytes && shape.references == references) {
                return shape;
            }
        }
        if (!possible(references, data)) {
            throw new IllegalArgumentException("no object has " + references + " references and " + data + " B");
        }
        if (shapes.size() == MOST) {
            throw new IllegalStateException("a process has " + MOST + " types of objects at most");
        }
        long descriptor = Places.TYPES + (long) shapes.size() * WORD;
        words.write(descriptor, (bytes << SIZE_SHIFT) | references);
        Shape shape = new Shape(shapes.size(), descriptor, bytes, references);
        shapes.add(shape);
        return shape;
    }

    /** Returns the type of a number. */
    public Shape of(int number) {
        return shapes.get(number);
    }

    /** Returns the number of the type that a descriptor belongs to. */
    static long descriptor(int number) {
        return Places.TYPES + (long) number * WORD;
    }

    /** Returns the size of an object, from its type's descriptor. */
    static long bytes(long descriptor) {
        return descriptor >>> SIZE_SHIFT;
    }

    /** Returns how many references an object has, from its type's descriptor. */
    static int references(long descriptor) {
        return (int) (descriptor & REFERENCES);
    }
}
