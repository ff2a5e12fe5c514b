package dev.ziggurat.os.replacement;

/** First in, first out: the page that has been resident longest; use changes nothing. More frames can mean more faults (Belady et al., 1969). */
public final class PageFifo implements PageReplacement {
    private final Order order = new Order();

    private PageFifo() {}

    /** {@code page-replacement: fifo}. */
    public record Spec() implements PageReplacementSpec {
        @Override
        public PageReplacement create(Kernel kernel) {
            return new PageFifo();
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
    public long victim(Pins pins) {
        return order.takeFirst(pins);
    }
}
