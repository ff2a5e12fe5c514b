package dev.ziggurat.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person sees, by a terminal that knows the sequences of ECMA-48 that are used, and xterm's two private modes. */
final class LiveScreenTest {
    private static final String FRAME = "top - 1\nTasks\n\nPID\n 1 first\n 2 second\n";

    private final StringWriter sent = new StringWriter();
    private final LiveScreen screen = new LiveScreen(new PrintWriter(sent));

    /** A terminal of a size that may change, with two screens. */
    private static final class Terminal {
        private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([?0-9;]*)([A-Za-z])");

        private final List<StringBuilder> first = new ArrayList<>();
        private final List<StringBuilder> second = new ArrayList<>();
        private List<StringBuilder> shown = first;
        private int rows;
        private int columns;
        private int row;
        private int column;
        private int savedRow;
        private int savedColumn;
        private boolean wraps = true;

        Terminal(int rows, int columns) {
            resize(rows, columns);
        }

        void resize(int toRows, int toColumns) {
            rows = toRows;
            columns = toColumns;
            for (List<StringBuilder> each : List.of(first, second)) {
                while (each.size() < rows) {
                    each.add(new StringBuilder());
                }
                while (each.size() > rows) {
                    each.remove(each.size() - 1);
                }
                each.forEach(line -> line.setLength(Math.min(line.length(), columns)));
            }
            row = Math.min(row, rows - 1);
        }

        Terminal take(StringWriter written) {
            String text = written.toString();
            written.getBuffer().setLength(0);
            Matcher sequence = SEQUENCE.matcher(text);
            for (int i = 0; i < text.length(); ) {
                if (sequence.find(i) && sequence.start() == i) {
                    obey(sequence.group(1), sequence.group(2));
                    i = sequence.end();
                } else {
                    put(text.charAt(i++));
                }
            }
            return this;
        }

        private void obey(String parameters, String verb) {
            switch (verb + parameters) {
                case "h?1049" -> {
                    savedRow = row;
                    savedColumn = column;
                    shown = second;
                    shown.forEach(line -> line.setLength(0));
                }
                case "l?1049" -> {
                    shown = first;
                    row = savedRow;
                    column = savedColumn;
                }
                case "h?7" -> wraps = true;
                case "l?7" -> wraps = false;
                case "K" ->
                    shown.get(row).setLength(Math.min(column, shown.get(row).length()));
                case "J" -> {
                    shown.get(row).setLength(Math.min(column, shown.get(row).length()));
                    shown.subList(row + 1, rows).forEach(line -> line.setLength(0));
                }
                default -> {
                    assertThat(verb).isEqualTo("H");
                    row = Math.min(Integer.parseInt(parameters.split(";", -1)[0]), rows) - 1;
                    column = 0;
                }
            }
        }

        private void put(char character) {
            if (character == '\r') {
                column = 0;
                return;
            }
            if (character == '\n' || (column == columns && wraps)) {
                column = 0;
                row++;
                if (row == rows) {
                    shown.add(shown.remove(0));
                    shown.get(--row).setLength(0);
                }
            }
            if (character != '\n') {
                column = Math.min(column, columns - 1);
                StringBuilder line = shown.get(row);
                line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
                line.setCharAt(column++, character);
            }
        }

        List<String> lines() {
            return shown.stream().map(line -> line.toString().stripTrailing()).toList();
        }
    }

    @Test
    void eachFrameTakesThePlaceOfTheOneBefore() {
        Terminal terminal = new Terminal(8, 20);
        screen.draw(FRAME);
        assertThat(terminal.take(sent).lines())
                .containsExactly("top - 1", "Tasks", "", "PID", " 1 first", " 2 second", "", "");

        screen.draw("top - 2\n\nPID\n 2 2nd\n");
        assertThat(terminal.take(sent).lines()).containsExactly("top - 2", "", "PID", " 2 2nd", "", "", "", "");
    }

    @Test
    void whatDoesNotFitIsCutAtTheRightAndAtTheBottom() {
        screen.draw(FRAME);
        screen.draw(FRAME);

        assertThat(new Terminal(5, 7).take(sent).lines().subList(0, 4)).containsExactly("top - 1", "Tasks", "", "PID");
        screen.draw(FRAME);
        assertThat(new Terminal(5, 4).take(sent).lines()).hasSize(5);
    }

    /** The last row has the line that belongs there, not the last line of all. */
    @Test
    void aTerminalThatIsTooLowShowsTheFirstLines() {
        screen.draw(FRAME);

        assertThat(new Terminal(5, 30).take(sent).lines()).containsExactly("top - 1", "Tasks", "", "PID", " 1 first");
    }

    @Test
    void aTerminalThatChangesItsSizeHasItRightWithTheNextFrame() {
        Terminal terminal = new Terminal(8, 30);
        screen.draw(FRAME);
        terminal.take(sent).resize(4, 6);
        screen.draw(FRAME);
        assertThat(terminal.take(sent).lines().subList(1, 4)).containsExactly("Tasks", "", "PID");

        terminal.resize(8, 30);
        screen.draw(FRAME);
        assertThat(terminal.take(sent).lines())
                .containsExactly("top - 1", "Tasks", "", "PID", " 1 first", " 2 second", "", "");
    }

    /** Whatever is printed next to the cursor, such as the bar of progress, stands on the frame's empty line. */
    @Test
    void theCursorRestsOnTheEmptyLine() {
        Terminal terminal = new Terminal(8, 30);
        screen.draw(FRAME);
        sent.write("\r[##--] 0/1 runs\u001b[K");

        assertThat(terminal.take(sent).lines()).element(2).isEqualTo("[##--] 0/1 runs");
        screen.draw(FRAME);
        assertThat(terminal.take(sent).lines()).element(2).isEqualTo("");
    }

    @Test
    void theEndLeavesTheFirstScreenAsItWasWithTheLastFrame() {
        Terminal terminal = new Terminal(9, 12);
        sent.write("before\n[##--] 0/1");
        screen.draw("frame 1\n\n");
        screen.draw(FRAME);
        screen.close();
        screen.draw("too late\n");
        screen.close();

        assertThat(terminal.take(sent).lines())
                .containsExactly("before", "top - 1", "Tasks", "", "PID", " 1 first", " 2 second", "", "");
        sent.write("0123456789abc");
        assertThat(terminal.take(sent).lines().subList(7, 9)).containsExactly("0123456789ab", "c");
    }

    @Test
    void withoutAFrameNothingIsSent() {
        screen.close();

        assertThat(sent.toString()).isEmpty();
    }
}
