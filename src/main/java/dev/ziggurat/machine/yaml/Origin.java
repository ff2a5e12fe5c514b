package dev.ziggurat.machine.yaml;

/**
 * Where a key or a value was written.
 *
 * @param layer the layer that it belongs to
 * @param source the file, or the argument of the command line
 * @param line the line from 1; 0 if the source has no lines
 * @param column the column from 1; 0 if the source has no lines
 */
public record Origin(Layer layer, Source source, int line, int column) {
    private static final Origin DEFAULT = new Origin(Layer.DEFAULT, Source.argument("default"), 0, 0);

    /** Returns the origin of what no file says. */
    public static Origin ofDefault() {
        return DEFAULT;
    }

    /**
     * Returns what stands in the comments of a resolved file: {@code file desktop.yaml:12}, {@code --set}, {@code default}. Only the last
     * name of a path is told, so that equal inputs give equal bytes on every host.
     */
    public String provenance() {
        return line == 0 ? layer.word() : layer.word() + " " + source.shortName() + ":" + line;
    }
}
