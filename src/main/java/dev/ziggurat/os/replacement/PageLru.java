package dev.ziggurat.os.replacement;

/**
 * Least recently used, exact: the page whose last use lies furthest back. It must be told of every reference, which no hardware can do; it is the
 * measure for those that can be built.
 */
public final class PageLru implements PageReplacement {
    private final Order order = new Order();

    private PageLru() {}

    /** {@code page-replacement: lru}. */
    public record Spec() implements PageReplacementSpec {
        @Override
        public PageReplacement create(Kernel kernel) {
            return new PageLru();
        }

        @Override
        public boolean watchesReferences() {
            return true;
        }
    }

    @Override
    public void loaded(long frame, long page) {
        order.append(frame);
    }

    @Override
    public void freed(long frame) {
        order.remove(frame);
    }

    @Override
    public void referenced(long frame, Use use) {
        order.moveToEnd(frame);
    }

    @Override
    public long victim(Pins pins) {
        return order.takeFirst(pins);
    }
}
