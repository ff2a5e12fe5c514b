package dev.ziggurat.experiment.cluster;

import dev.ziggurat.experiment.run.ExperimentException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The clusters of this installation. */
public final class Clusters {
    private Clusters() {}

    /**
     * Returns the one that takes an address.
     *
     * @throws ExperimentException if there is none
     */
    public static ClusterProvider of(String address) {
        return among(
                ServiceLoader.load(ClusterProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList(),
                address);
    }

    static ClusterProvider among(List<ClusterProvider> providers, String address) {
        if (providers.isEmpty()) {
            throw new ExperimentException(
                    "--cluster " + address + ": this installation simulates on this host only."
                            + " scripts/ziggurat-spark of the source tree starts the same program with Apache Spark; the manual's"
                            + " chapter on clusters tells how, and `ziggurat slurm` writes scripts that need nothing but Slurm");
        }
        return providers.stream()
                .filter(provider -> provider.takes(address))
                .findFirst()
                .orElseThrow(() -> new ExperimentException("--cluster takes "
                        + providers.stream().map(ClusterProvider::addresses).collect(Collectors.joining(", or "))
                        + "; not '" + address + "'"));
    }
}
