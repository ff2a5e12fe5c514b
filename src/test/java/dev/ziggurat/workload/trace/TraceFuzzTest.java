package dev.ziggurat.workload.trace;

import static dev.ziggurat.workload.References.random;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is read or refused by a {@link TraceException}: nothing else is thrown, and nothing hangs. */
@SuppressWarnings("NullAway") // absent keys are null
final class TraceFuzzTest {
    private static final String[] PIECES = {
        "I  ",
        " L ",
        " S ",
        " M ",
        "==1== ",
        "0 ",
        "1 ",
        "2 ",
        "r ",
        "w ",
        "i ",
        "0x",
        "R",
        "W",
        ",",
        "10",
        "ffff",
        "8",
        " ",
        "\n",
        "\r\n",
        "\t",
        "#",
        "load ",
        "call ",
        "x = call f ",
        "expect x 0",
        "12345678901234567890",
        "\u0000",
        "\u00ff",
        "-",
        "+4",
        "x"
    };
    private static final List<TraceFormat> FORMATS = Arrays.asList(
            null,
            new Lackey.Spec(),
            new Din.Spec(),
            new Requests.Spec(null),
            new Pages.Spec(null),
            new ChampSim.Spec(null));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void garbageIsReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("garbage");
        for (int trial = 0; trial < 120; trial++) {
            byte[] content = content(random);
            Files.write(file, content);
            for (TraceFormat format : FORMATS) {
                read(file, format, seed, trial);
            }
        }
    }

    private static byte[] content(Random random) {
        byte[] content = random.nextInt(3) == 0 ? noise(random) : pieces(random);
        return switch (random.nextInt(5)) {
            case 0 -> damaged(Traces.gzip(content), random);
            case 1 -> damaged(Traces.xz(content), random);
            default -> content;
        };
    }

    private static byte[] noise(Random random) {
        byte[] content = new byte[random.nextInt(300)];
        random.nextBytes(content);
        return content;
    }

    private static byte[] pieces(Random random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] damaged(byte[] packed, Random random) {
        byte[] result = random.nextBoolean() ? packed : Arrays.copyOf(packed, random.nextInt(packed.length + 1));
        if (result.length > 0 && random.nextBoolean()) {
            result[random.nextInt(result.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return result;
    }

    private static void read(Path file, TraceFormat format, long seed, int trial) {
        try {
            Program program = Traces.spec(file, format).create(random(1));
            drain(program);
        } catch (TraceException refused) {
            // as it should be
        } catch (RuntimeException | Error other) {
            throw new AssertionError("seed " + seed + ", trial " + trial + ", format " + format, other);
        }
        try {
            drain(new ScriptSpec(file).create(random(1)));
        } catch (TraceException refused) {
            // as it should be
        } catch (RuntimeException | Error other) {
            throw new AssertionError("seed " + seed + ", trial " + trial + ", script", other);
        }
    }

    private static void drain(Program program) {
        Reference reference = new Reference();
        do {
            program.next(reference);
        } while (reference.kind != Reference.Kind.EXIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"din/stride.din.gz", "lackey/sort.lackey.gz", "champsim/s_stream.champsim.xz"})
    void damagedTracesAreReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Traces.reference(name));
        Random random = new Random(17);
        Path file = folder.resolve("damaged");
        for (int trial = 0; trial < 8; trial++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, trial % 2 == 0 ? damaged : Arrays.copyOf(whole, random.nextInt(whole.length)));
            read(file, null, 17, trial);
        }
    }
}
