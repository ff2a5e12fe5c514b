package dev.ziggurat.report.export;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of results as text and as commands of TeX. */
final class Tex {
    /** The ten special characters of LaTeX, those that its old font encoding shows as others, and what a line end would take for its option. */
    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "''"),
            Map.entry((int) '[', "{[}"),
            Map.entry((int) ']', "{]}"),
            Map.entry((int) '*', "{*}"));

    private static final String[] DIGITS = {
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"
    };

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+|[0-9]|\\.(?=[0-9])");

    private Tex() {}

    /** Returns a text that LaTeX sets as it is written; control characters become spaces. */
    static String text(String written) {
        StringBuilder text = new StringBuilder();
        written.codePoints().forEach(each -> {
            String escape = ESCAPES.get(each);
            if (escape != null) {
                text.append(escape);
            } else {
                text.appendCodePoint(Character.isISOControl(each) ? ' ' : each);
            }
        });
        return text.toString();
    }

    /**
     * Returns a part of the name of a command, which consists of letters: each word begins with a capital, digits are spelt one by one, a decimal point is
     * {@code Point}, all else is left out. {@code core0.l1d} is {@code CoreZeroLOneD}, {@code 1.5 MiB} is {@code OnePointFiveMiB}.
     */
    static String command(String written) {
        StringBuilder name = new StringBuilder();
        Matcher words = WORD.matcher(written);
        while (words.find()) {
            String word = words.group();
            char first = word.charAt(0);
            boolean afterDigit = words.start() > 0 && Character.isDigit(written.charAt(words.start() - 1));
            if (first == '.') {
                name.append(afterDigit ? "Point" : "");
            } else if (Character.isDigit(first)) {
                name.append(DIGITS[first - '0']);
            } else {
                name.append(Character.toUpperCase(first)).append(word, 1, word.length());
            }
        }
        return name.toString();
    }
}
