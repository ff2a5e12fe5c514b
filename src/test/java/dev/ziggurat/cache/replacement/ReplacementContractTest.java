package dev.ziggurat.cache.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.Catalog.Kind;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cache relies on, kept by every policy of the catalog. */
final class ReplacementContractTest {
    static List<Kind> kinds() {
        return Catalogs.standard().catalogs().stream()
                .filter(catalog -> catalog.type() == ReplacementSpec.class)
                .map(Catalog::entries)
                .findAny()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void victimIsNoPinnedWayAndAskingChangesNothing(Kind kind) throws ReflectiveOperationException {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CacheShape shape = new CacheShape(1 + random.nextInt(7), 1 + random.nextInt(32));
            ReplacementPolicy one = spec(kind).create(shape, RandomStream.of(seed, "replacement"));
            ReplacementPolicy same = spec(kind).create(shape, RandomStream.of(seed, "replacement"));
            for (int set = 0; set < shape.sets(); set++) {
                for (int way = 0; way < shape.ways(); way++) {
                    one.filled(set, way);
                    same.filled(set, way);
                }
            }
            for (int i = 0; i < 300; i++) {
                int set = random.nextInt(shape.sets());
                long pinned = random.nextLong() & ~(1L << random.nextInt(shape.ways()));
                Pins pins = way -> (pinned >> way & 1) == 1;
                int victim = one.victim(set, pins);

                assertThat(victim).as("seed " + seed).isBetween(0, shape.ways() - 1);
                assertThat(pins.pinned(victim))
                        .as("seed " + seed + " chose a pinned way")
                        .isFalse();
                assertThat(one.victim(set, pins)).as("asked twice").isEqualTo(victim);
                assertThat(same.victim(set, pins))
                        .as("the same stream, the same choice")
                        .isEqualTo(victim);
                int used = random.nextInt(shape.ways());
                if (random.nextBoolean()) {
                    one.touched(set, used);
                    same.touched(set, used);
                } else {
                    one.filled(set, victim);
                    same.filled(set, victim);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void setsDoNotKnowOfEachOther(Kind kind) throws ReflectiveOperationException {
        CacheShape shape = new CacheShape(3, 4);
        ReplacementPolicy policy = spec(kind).create(shape, RandomStream.of(1, "replacement"));
        for (int set = 0; set < 3; set++) {
            for (int way = 0; way < 4; way++) {
                policy.filled(set, way);
            }
        }
        int before = policy.victim(1, way -> false);
        policy.touched(0, before);
        policy.touched(2, before);

        assertThat(policy.victim(1, way -> false)).isEqualTo(before);
    }

    /** Makes the spec with all its defaults. */
    private static ReplacementSpec spec(Kind kind) throws ReflectiveOperationException {
        Constructor<?> constructor = kind.spec().getDeclaredConstructors()[0];
        return (ReplacementSpec) constructor.newInstance(new Object[constructor.getParameterCount()]);
    }
}
