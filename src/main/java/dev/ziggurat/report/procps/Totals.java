package dev.ziggurat.report.procps;

import dev.ziggurat.report.procps.ProcFiles.Tick;

/** The list of {@code vmstat -s}. */
final class Totals {
    private static final int NUMBER = 13;

    private final ProcFiles files;
    private final VmStatUnit unit;
    private final StringBuilder text = new StringBuilder();

    Totals(ProcFiles files, VmStatUnit unit) {
        this.files = files;
        this.unit = unit;
    }

    String text() {
        amount(files.kib("MemTotal"), "total memory");
        amount(files.used(), "used memory");
        amount(files.kib("Active"), "active memory");
        amount(files.kib("Inactive"), "inactive memory");
        amount(files.kib("MemFree"), "free memory");
        amount(files.kib("Buffers"), "buffer memory");
        amount(files.cached(), "swap cache");
        amount(files.kib("SwapTotal"), "total swap");
        amount(files.swapUsed(), "used swap");
        amount(files.kib("SwapFree"), "free swap");
        number(files.ticks(Tick.USER), "non-nice user cpu ticks");
        number(files.ticks(Tick.NICE), "nice user cpu ticks");
        number(files.ticks(Tick.SYSTEM), "system cpu ticks");
        number(files.ticks(Tick.IDLE), "idle cpu ticks");
        number(files.ticks(Tick.IOWAIT), "IO-wait cpu ticks");
        number(files.ticks(Tick.IRQ), "IRQ cpu ticks");
        number(files.ticks(Tick.SOFTIRQ), "softirq cpu ticks");
        number(files.ticks(Tick.STEAL), "stolen cpu ticks");
        number(files.ticks(Tick.GUEST), "non-nice guest cpu ticks");
        number(files.ticks(Tick.GUEST_NICE), "nice guest cpu ticks");
        number(files.event("pgpgin"), "K paged in");
        number(files.event("pgpgout"), "K paged out");
        number(files.event("pswpin"), "pages swapped in");
        number(files.event("pswpout"), "pages swapped out");
        number(files.count("intr"), "interrupts");
        number(files.count("ctxt"), "CPU context switches");
        number(files.count("btime"), "boot time");
        number(files.count("processes"), "forks");
        return text.toString();
    }

    private void amount(long kib, String what) {
        number(unit.of(kib), unit.letter() + " " + what);
    }

    private void number(long value, String what) {
        String number = Long.toString(value);
        text.append(" ".repeat(Math.max(0, NUMBER - number.length())))
                .append(number)
                .append(' ')
                .append(what)
                .append('\n');
    }
}
