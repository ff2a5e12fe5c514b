package dev.ziggurat.report.html;

import dev.ziggurat.report.html.Swept.Property;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Draws a machine as a ziggurat: each terrace wider than the one above, what each core has before a backdrop of its own. Colours are the page's
 * (classes), so that the diagram is dark where the page is.
 */
final class Diagram {
    private static final int WIDTH = 420;
    private static final int NARROWEST = 316;
    private static final int GAP = 8;
    private static final int MARGIN = 4;
    private static final int LINE = 15;
    private static final int PADDING = 9;
    private static final int LINK = 20;

    /** Copies that are hinted at behind what each core has. */
    private static final int MOST_COPIES = 3;

    private final List<Terrace> terraces;
    private final SvgPen pen = new SvgPen();

    Diagram(List<Terrace> terraces) {
        this.terraces = terraces;
    }

    /** Returns an SVG element that describes itself to screen readers. */
    String draw(String machine) {
        int copied = (int) terraces.stream().filter(each -> each.copies() > 1).count();
        int y = MARGIN;
        if (copied > 0) {
            y = backdrop(terraces.subList(0, copied));
        }
        for (int i = 0; i < terraces.size(); i++) {
            y = terrace(terraces.get(i), width(i), y);
            y += i == copied - 1 ? GAP + PADDING : GAP;
        }
        return pen.svg(WIDTH, y - GAP + MARGIN, "The machine " + machine, description());
    }

    /** The longer way from the core, the wider. */
    private int width(int index) {
        int most = WIDTH - 4 * MARGIN;
        return terraces.size() == 1 ? most : NARROWEST + (most - NARROWEST) * index / (terraces.size() - 1);
    }

    /** Returns where the first terrace begins. */
    private int backdrop(List<Terrace> private_) {
        int copies = Math.min(private_.get(0).copies(), MOST_COPIES);
        int height = 2 * PADDING - GAP;
        for (Terrace terrace : private_) {
            height += height(terrace) + GAP;
        }
        int width = width(private_.size() - 1) + 2 * PADDING;
        int x = (WIDTH - width) / 2;
        for (int copy = copies - 1; copy >= 0; copy--) {
            pen.box(new SvgPen.Box(x + copy * 4, MARGIN + (copies - 1 - copy) * 4, width, height), "backdrop");
        }
        return MARGIN + (copies - 1) * 4 + PADDING;
    }

    private int terrace(Terrace terrace, int width, int top) {
        int y = top;
        if (!terrace.link().isEmpty()) {
            pen.line(WIDTH / 2, y - GAP, WIDTH / 2, y + LINK);
            pen.text(WIDTH / 2 + 8, y + LINK - 6, terrace.link(), "link");
            y += LINK;
        }
        int height = height(terrace) - (y - top);
        int count = terrace.parts().size();
        int each = (width - (count - 1) * GAP) / count;
        int x = (WIDTH - width) / 2;
        for (Part part : terrace.parts()) {
            part(part, terrace.kind(), new SvgPen.Box(x, y, each, height));
            x += each + GAP;
        }
        return y + height;
    }

    private void part(Part part, String kind, SvgPen.Box box) {
        boolean varied = part.shown().stream().anyMatch(Property::isVaried);
        pen.open(part.sentence(), varied ? kind + " varied" : kind);
        pen.box(box, "part");
        int middle = box.x() + box.width() / 2;
        int y = box.y() + PADDING + LINE - 4;
        pen.text(middle, y, part.title(), "title");
        for (Property property : part.shown()) {
            y += LINE;
            pen.text(
                    middle,
                    y,
                    fitted(line(part, property), box.width()),
                    property.isVaried() ? "value swept" : "value");
        }
        pen.close();
    }

    private static String line(Part part, Property property) {
        boolean needsName = part.others().contains(property) && !property.name().isEmpty();
        return (property.isVaried() ? "◆ " : "") + (needsName ? property.name() + ": " : "") + property.text();
    }

    /** About 5.6 units a letter; what does not fit is in the part's title and in the table beside the diagram. */
    private static String fitted(String line, int width) {
        int most = Math.max(6, width * 10 / 56);
        return line.length() <= most ? line : line.substring(0, most - 1).stripTrailing() + "…";
    }

    private static int height(Terrace terrace) {
        int lines = terrace.parts().stream()
                .mapToInt(part -> 1 + part.shown().size())
                .max()
                .orElse(1);
        return lines * LINE + 2 * PADDING - 2 + (terrace.link().isEmpty() ? 0 : LINK);
    }

    private String description() {
        return terraces.stream()
                .map(terrace -> (terrace.copies() > 1 ? "In each of " + terrace.copies() + " cores: " : "")
                        + terrace.parts().stream().map(Part::sentence).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" Below: "));
    }
}
