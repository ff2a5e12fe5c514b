package dev.ziggurat.experiment.spark;

import dev.ziggurat.experiment.PointWork;
import dev.ziggurat.experiment.cluster.Blueprint;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.workload.trace.TraceException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plans that have been made in this executor: planning a large sweep takes seconds, and reads its traces. */
final class HostPlans {
    private static final Map<String, PointWork> PLANS = new ConcurrentHashMap<>();

    private HostPlans() {}

    /** No plan can be made on this host; the message says which host and why. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private Refusal(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Returns the work on a plan; whoever asks for one that is being made waits. */
    static PointWork of(Blueprint blueprint) throws Refusal {
        try {
            return PLANS.computeIfAbsent(
                    blueprint.fingerprint() + blueprint.patience(),
                    key -> new PointWork(blueprint.plan(), blueprint.patience()));
        } catch (ConfigException | ExperimentException | TraceException e) {
            throw new Refusal("host " + host() + " cannot take part: " + e.getMessage(), e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "without a name";
        }
    }
}
