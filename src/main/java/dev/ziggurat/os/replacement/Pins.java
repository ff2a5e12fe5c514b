package dev.ziggurat.os.replacement;

/**
 * Which frames are no victims, because the reference that brought their page has not retired, or a device works on them. They are few: as many as
 * there are faults under way.
 */
public interface Pins {
    /** Whether a frame that holds a page must stay. */
    boolean pinned(long frame);
}
