package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.os.KernelProgram;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.VirtualMemory;
import java.util.function.Consumer;

/** The kernel's memory, with a {@link PageLedger} before it that is told of each fault, and somebody who is told of each end. */
record ToldMemory(VirtualMemory memory, PageLedger ledger, Consumer<Process> ends) implements VirtualMemory {
    @Override
    public KernelProgram fault(Thread thread, long address, AccessType access, int fault) {
        ledger.faulted(thread.number(), address);
        return memory.fault(thread, address, access, fault);
    }

    @Override
    public KernelProgram call(Thread thread, Reference call) {
        return memory.call(thread, call);
    }

    @Override
    public void retired(Thread thread, Reference reference) {
        memory.retired(thread, reference);
    }

    @Override
    public void recovered(Thread thread, long time) {
        memory.recovered(thread, time);
    }

    @Override
    public void ended(Process process, long time) {
        assertThat(process.ended()).as("end of '%s'", process.name()).isTrue();
        memory.ended(process, time);
        ends.accept(process);
    }

    @Override
    public long mapped(AddressSpace space) {
        return memory.mapped(space);
    }

    @Override
    public long resident(AddressSpace space) {
        return memory.resident(space);
    }

    @Override
    public boolean watchesReferences() {
        return memory.watchesReferences();
    }
}
