package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A program written down step by step; then it exits. */
final class Steps implements Program {
    final List<Long> answers = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Consumer<Reference>> steps = new ArrayList<>();
    private final Map<Integer, Runnable> pending = new HashMap<>();
    private int at;

    Steps load(long address) {
        return access(Kind.LOAD, address, 8);
    }

    Steps store(long address) {
        return access(Kind.STORE, address, 8);
    }

    Steps access(Kind kind, long address, int size) {
        steps.add(into -> into.set(kind, address, size));
        return this;
    }

    /** Goes on at an instant in picoseconds. */
    Steps sleepUntil(long time) {
        steps.add(into -> {
            into.operation(Kind.SLEEP);
            into.argument0 = time;
        });
        return this;
    }

    Steps call(String name, long... arguments) {
        if (!calls.contains(name)) {
            calls.add(name);
        }
        int number = calls.indexOf(name);
        steps.add(into -> {
            into.operation(Kind.SYSTEM_CALL);
            into.number = number;
            into.argument0 = arguments.length > 0 ? arguments[0] : 0;
            into.argument1 = arguments.length > 1 ? arguments[1] : 0;
            into.argument2 = arguments.length > 2 ? arguments[2] : 0;
        });
        return this;
    }

    /** Does something when the step after it is asked for. */
    Steps then(Runnable what) {
        pending.put(steps.size(), what);
        return this;
    }

    /** Loads from what the call before answered. */
    Steps loadAnswer() {
        steps.add(into -> into.set(Kind.LOAD, answers.get(answers.size() - 1), 8));
        return this;
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public void skipTo(long n) {
        throw new UnsupportedOperationException("its steps are taken one by one");
    }

    @Override
    public void next(Reference into) {
        Runnable what = pending.remove(at);
        if (what != null) {
            what.run();
        }
        if (at == steps.size()) {
            into.exit();
        } else {
            steps.get(at++).accept(into);
        }
    }

    @Override
    public String operation(int number) {
        return calls.get(number);
    }

    @Override
    public void returned(long value) {
        answers.add(value);
    }

    @Override
    public boolean waits(long address) {
        return false;
    }
}
