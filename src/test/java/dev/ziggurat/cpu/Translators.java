package dev.ziggurat.cpu;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import org.jspecify.annotations.Nullable;

/** Translators of cores that run a thread. */
final class Translators {
    /** Any address space: the MMU of a test has been told in which it translates. */
    static final AddressSpace SPACE = new AddressSpace(0, 0);

    private Translators() {}

    /** Returns one that adds to each address. */
    static Translator adding(long base) {
        return entered(null, new Process("p", base, Process.TO_THE_END));
    }

    /** Returns one that asks an MMU. */
    static Translator by(Mmu mmu) {
        return entered(mmu, new Process("p", 0, Process.TO_THE_END, SPACE));
    }

    /** Returns a thread of that number, which does nothing. */
    static Thread thread(int number) {
        return thread(new Process("p", 0, Process.TO_THE_END), number);
    }

    private static Thread thread(Process process, int number) {
        return new Thread(process, number, new ListedProgram());
    }

    private static Translator entered(@Nullable Mmu mmu, Process process) {
        Translator translator = new Translator(mmu);
        translator.enter(thread(process, 0));
        return translator;
    }
}
