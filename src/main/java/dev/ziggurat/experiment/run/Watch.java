package dev.ziggurat.experiment.run;

import dev.ziggurat.dram.CommandObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a run while it goes on; nobody changes it by that.
 *
 * @param pulse is told now and then how far it is
 * @param commands is told every DRAM command; null for nobody
 * @param files look at the files of its operating system; none if it has none
 */
public record Watch(Pulse pulse, @Nullable CommandObserver commands, List<ProcObserver> files) {
    public Watch {
        files = List.copyOf(files);
    }

    /** Nobody but who wants to know how far it is. */
    public Watch(Pulse pulse) {
        this(pulse, null, List.of());
    }

    public Watch with(CommandObserver observer) {
        return new Watch(pulse, observer, files);
    }

    public Watch with(ProcObserver observer) {
        List<ProcObserver> all = new ArrayList<>(files);
        all.add(observer);
        return new Watch(pulse, commands, all);
    }
}
