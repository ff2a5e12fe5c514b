package dev.ziggurat.os.replacement;

/**
 * The pages that a thread is going to use, from its first reference on: read from a second instance of its program, made by the same spec,
 * which runs ahead of the first.
 */
public interface Future {
    /** No reference is left. */
    long END = -1;

    /**
     * Returns the virtual page of the next reference, in the order and number in which {@link PageReplacement#referenced} is told of them.
     *
     * @return the page, at least 0; {@link #END} from then on when the program has ended or has done its {@code references:}
     */
    long next();
}
