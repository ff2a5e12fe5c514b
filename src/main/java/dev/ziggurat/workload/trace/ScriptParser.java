package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts: one step a line, words separated by blanks, {@code #} begins a comment. Numbers are decimal, or hexadecimal with 0x; an
 * operand is a number, a name or {@code NAME+number}.
 */
final class ScriptParser {
    private static final Map<String, Reference.Kind> ACCESSES = Map.of(
            "load", Reference.Kind.LOAD,
            "store", Reference.Kind.STORE,
            "modify", Reference.Kind.MODIFY,
            "fetch", Reference.Kind.FETCH);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern OPERATION = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,16}|[0-9]{1,18}");
    private static final Script.Operand ZERO = new Script.Operand(Script.Operand.NO_NAME, 0);
    private static final int LONGEST_LINE = 1 << 12;
    private static final int MOST_ARGUMENTS = 3;
    private static final long LARGEST_SIZE = 1 << 16;
    private static final int DEFAULT_SIZE = 8;

    private final Path file;
    private final List<Script.Step> steps = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long line;

    private ScriptParser(Path file) {
        this.file = file;
    }

    /** Reads a script; throws {@link TraceException} if there is none or a line is wrong. */
    static Script parse(Path file) {
        ScriptParser parser = new ScriptParser(file);
        if (!Files.isRegularFile(file)) {
            throw new TraceException(file, Files.exists(file) ? "is no file" : "there is no such file");
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                parser.line(text);
            }
        } catch (IOException e) {
            throw new TraceException(file, "cannot be read: " + e.getMessage());
        }
        if (parser.steps.isEmpty()) {
            throw new TraceException(file, "holds no step; write for example 'load 0x1000 8'");
        }
        return new Script(file, parser.steps, parser.operations, parser.names);
    }

    private void line(String text) {
        line++;
        if (text.indexOf('\0') >= 0) {
            throw refuse("holds a zero byte: this is a binary or packed file, and a script is plain text");
        }
        if (text.length() > LONGEST_LINE) {
            throw refuse("the line is longer than " + LONGEST_LINE + " characters; this is no script");
        }
        int comment = text.indexOf('#');
        String code = (comment < 0 ? text : text.substring(0, comment)).strip();
        if (code.isEmpty()) {
            return;
        }
        List<String> words = List.of(code.split("\\s+"));
        String verb = words.get(0);
        if (ACCESSES.containsKey(verb)) {
            steps.add(access(verb, words));
        } else if (verb.equals("call")) {
            steps.add(call(words.subList(1, words.size()), null));
        } else if (verb.equals("wait") || verb.equals("wake")) {
            steps.add(word(verb, words));
        } else if (verb.equals("expect")) {
            steps.add(expect(words));
        } else {
            steps.add(named(verb, words, code));
        }
    }

    /** Reads a step whose answer gets a name; there is no other kind left. */
    private Script.Step named(String name, List<String> words, String code) {
        String asked = words.size() >= 3 && words.get(1).equals("=") ? words.get(2) : "";
        if (asked.equals("call")) {
            return call(words.subList(3, words.size()), name);
        }
        if (asked.equals("clock") && words.size() == 3) {
            return new Script.Clock(defined(name));
        }
        throw refuse("'" + printable(code) + "' is no step; expected 'load ADDR [SIZE]', 'store', 'modify', 'fetch',"
                + " '[NAME =] call OP ARG...', 'wait ADDR', 'wake ADDR [N]', 'NAME = clock' or 'expect NAME VALUE'");
    }

    private Script.Step access(String verb, List<String> words) {
        if (words.size() < 2 || words.size() > 3) {
            throw refuse(
                    "'" + verb + "' takes an address and perhaps a size; write for example '" + verb + " 0x1000 8'");
        }
        long size = words.size() == 3 ? number(words.get(2)) : DEFAULT_SIZE;
        if (size < 1 || size > LARGEST_SIZE) {
            throw refuse("a reference has 1 to " + LARGEST_SIZE + " bytes, not " + words.get(2));
        }
        Reference.Kind kind = ACCESSES.getOrDefault(verb, Reference.Kind.LOAD);
        return new Script.Access(kind, operand(words.get(1)), (int) size);
    }

    private Script.Step word(String verb, List<String> words) {
        boolean waits = verb.equals("wait");
        if (words.size() < 2 || words.size() > (waits ? 2 : 3)) {
            throw refuse(
                    waits
                            ? "'wait' takes an address; write for example 'wait 0x1000'"
                            : "'wake' takes an address and perhaps how many; write for example 'wake 0x1000 1'");
        }
        long most = words.size() == 3 ? number(words.get(2)) : 1;
        if (most < 1 || most > Integer.MAX_VALUE) {
            throw refuse("'wake' wakes 1 to " + Integer.MAX_VALUE + " threads, not " + words.get(2));
        }
        Reference.Kind kind = waits ? Reference.Kind.WAIT : Reference.Kind.WAKE;
        return new Script.Word(kind, operand(words.get(1)), (int) most);
    }

    private Script.Step call(List<String> words, @Nullable String name) {
        if (words.isEmpty() || !OPERATION.matcher(words.get(0)).matches()) {
            throw refuse("'call' takes an operation; write for example 'block = call reserve 0x1000 4096'");
        }
        if (words.size() > 1 + MOST_ARGUMENTS) {
            throw refuse("a call has at most " + MOST_ARGUMENTS + " arguments");
        }
        String operation = words.get(0);
        if (!operations.contains(operation)) {
            operations.add(operation);
        }
        Script.Operand argument0 = argument(words, 1);
        Script.Operand argument1 = argument(words, 2);
        Script.Operand argument2 = argument(words, 3);
        int target = name == null ? Script.NO_TARGET : defined(name);
        return new Script.Call(operations.indexOf(operation), argument0, argument1, argument2, target);
    }

    private Script.Operand argument(List<String> words, int index) {
        return index < words.size() ? operand(words.get(index)) : ZERO;
    }

    private Script.Step expect(List<String> words) {
        if (words.size() != 3) {
            throw refuse("'expect' takes a name and a value; write for example 'expect block 0x1000'");
        }
        return new Script.Expect(known(words.get(1)), operand(words.get(2)), line);
    }

    private Script.Operand operand(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return new Script.Operand(Script.Operand.NO_NAME, number(word));
        }
        int plus = word.indexOf('+');
        return plus < 0
                ? new Script.Operand(known(word), 0)
                : new Script.Operand(known(word.substring(0, plus)), number(word.substring(plus + 1)));
    }

    private long number(String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw refuse("'" + printable(word) + "' is no number; write for example 4096 or 0x1000");
        }
        return word.length() > 2 && (word.charAt(1) | 0x20) == 'x'
                ? Long.parseUnsignedLong(word.substring(2), 16)
                : Long.parseLong(word);
    }

    private int defined(String name) {
        if (!NAME.matcher(name).matches()) {
            throw refuse("'" + printable(name) + "' is no name; a name is made of letters, digits and '_'");
        }
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }

    private int known(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw refuse("'" + printable(name) + "' has no value here; give it one above by '"
                    + (NAME.matcher(name).matches() ? name : "block") + " = call ...'");
        }
        return index;
    }

    private static String printable(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private TraceException refuse(String message) {
        return TraceException.atLine(file, line, message);
    }
}
