package dev.ziggurat;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The plan of the house, held by a test: who rests on whom, who may use what, and what keeps a run repeatable. */
@AnalyzeClasses(packages = "dev.ziggurat", importOptions = ArchitectureTest.MainClasses.class)
final class ArchitectureTest {
    /** From the ground up. A package sees those on lower terraces only, so not its neighbours either. */
    private static final List<List<String>> TERRACES = List.of(
            List.of("units"),
            List.of("engine", "stats"),
            List.of("memory"),
            List.of("cache", "dram", "storage"),
            List.of("mmu"),
            List.of("os"),
            List.of("workload"),
            List.of("runtime"),
            List.of("cpu"),
            List.of("analysis"),
            List.of("machine"),
            List.of("experiment"),
            List.of("report"),
            List.of("cli"));

    /**
     * The emulated machine: everything below {@code machine}, which reads the files and does the wiring. The statistics of experiments are no part of it, but
     * must come out as equal everywhere, and so keep its rules.
     */
    private static final String[] MODEL = TERRACES.stream()
            .takeWhile(terrace -> !terrace.contains("machine"))
            .flatMap(List::stream)
            .map(ArchitectureTest::tree)
            .toArray(String[]::new);

    /** Which packages may use a library. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("tools.jackson..", List.of("machine", "experiment", "report")),
            Map.entry("com.fasterxml.jackson..", List.of("machine", "experiment", "report")),
            Map.entry("org.snakeyaml..", List.of("machine", "experiment", "report")),
            Map.entry("de.siegmar.fastcsv..", List.of("experiment", "report", "workload.trace")),
            Map.entry("org.apache.commons.math3..", List.of("analysis", "experiment", "report")),
            Map.entry("org.apache.commons.rng..", List.of("engine")),
            Map.entry("org.HdrHistogram..", List.of("stats")),
            Map.entry("org.tukaani.xz..", List.of("workload.trace")),
            Map.entry("org.slf4j..", List.of("machine", "experiment", "report", "cli")),
            Map.entry("org.apache.pdfbox..", List.of("report.picture")),
            Map.entry("org.apache.fontbox..", List.of("report.picture")),
            Map.entry("java.awt..", List.of("report.picture")),
            Map.entry("org.apache.spark..", List.of("experiment.spark")),
            Map.entry("picocli..", List.of("cli")));

    @ArchTest
    static void eachPackageRestsOnlyOnThoseBelow(JavaClasses ours) {
        for (int height = 0; height < TERRACES.size(); height++) {
            for (String name : TERRACES.get(height)) {
                noClasses()
                        .that()
                        .resideInAPackage(tree(name))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(notBelow(height, name))
                        .because("a part that knows nothing of those above and beside it can be read, tested and"
                                + " replaced alone")
                        .check(ours);
            }
        }
    }

    /** From the ground up again, within a terrace: what carries plans out, and lies in no room, rests on all of these. */
    @ArchTest
    static void roomsOfExperimentsRestOnThoseBefore(JavaClasses ours) {
        List<String> rooms = List.of("run", "plan", "results");
        for (int i = 0; i < rooms.size(); i++) {
            Stream<String> above = rooms.subList(i + 1, rooms.size()).stream().map(room -> tree("experiment." + room));
            noClasses()
                    .that()
                    .resideInAPackage(tree("experiment." + rooms.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(above, Stream.of("dev.ziggurat.experiment"))
                            .toArray(String[]::new))
                    .because("a run does not know of plans, nor a plan of the files that its results go to")
                    .check(ours);
        }
    }

    @ArchTest
    static final ArchRule everyPackageHasItsTerrace = classes()
            .should()
            .resideInAnyPackage(TERRACES.stream()
                    .flatMap(List::stream)
                    .map(ArchitectureTest::tree)
                    .toArray(String[]::new))
            .because("a package that is on no terrace would escape the rule of the terraces");

    @ArchTest
    static final ArchRule theReportReadsResultFilesOnly = noClasses()
            .that()
            .resideInAPackage(tree("report"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Stream.concat(Stream.of(MODEL), Stream.of(tree("machine")))
                    .filter(tree -> !List.of(tree("units"), tree("stats"), tree("analysis"))
                            .contains(tree))
                    .toArray(String[]::new))
            .because("a report must come out the same from files of another day and another host");

    @ArchTest
    static final ArchRule thePageIsMadeOfResultFilesAlone = noClasses()
            .that()
            .resideInAPackage("dev.ziggurat.report.html..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    tree("experiment"), tree("machine"), tree("engine"), tree("stats"), "java.net..", "java.time..")
            .because("the page of a folder is the same bytes on every day and host, whoever made the folder");

    @ArchTest
    static final ArchRule thePartsOfTheKernelDoNotKnowIt = noClasses()
            .that()
            .resideInAPackage("dev.ziggurat.os.(*)..")
            .and()
            .resideOutsideOfPackages("dev.ziggurat.os.paging..", "dev.ziggurat.os.segments..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ziggurat.os")
            .because("a policy that sees only what its interface gives it reads like its paper, is tested without a"
                    + " machine, and cannot know what a real kernel would not");

    @ArchTest
    static void eachLibraryStaysWhereItIsNeeded(JavaClasses ours) {
        LIBRARIES.forEach((library, users) -> noClasses()
                .that()
                .resideOutsideOfPackages(
                        users.stream().map(ArchitectureTest::tree).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library that one corner knows can be replaced in that corner, and the model needs none"
                        + " but for its random streams and its histograms")
                .check(ours));
    }

    @ArchTest
    static final ArchRule theStatisticsOfExperimentsKnowNumbersOnly = noClasses()
            .that()
            .resideInAPackage(tree("analysis"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Stream.of(MODEL)
                    .filter(tree -> !tree.equals(tree("analysis")))
                    .toArray(String[]::new))
            .because("a formula that sees numbers only is checked against its paper, and serves results of any source");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackage(tree("cli"))
            .should(ACCESS_STANDARD_STREAMS)
            .because(
                    "standard output belongs to the command: scripts read it, and --quiet must be able to keep it empty");

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage(tree("cli"))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because("a simulation that fails is one point of a sweep: the others must go on");

    @ArchTest
    static final ArchRule theModelDrawsFromItsStreamsOnly = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SplittableRandom.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(UUID.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random")
            .because("a random number comes from a named stream of the run's seed (RandomStream), so that a run can be"
                    + " repeated and a new component never moves another's numbers");

    @ArchTest
    static final ArchRule theModelKnowsNoClockButItsOwn = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.time..")
            .because("time is the engine's; a host's clock would make two equal runs differ");

    @ArchTest
    static final ArchRule theModelIgnoresWhereObjectsLie = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(IdentityHashMap.class)
            .because("identity hashes differ from run to run, and so would the order that rests on them");

    @ArchTest
    static final ArchRule theModelRunsInOneThread = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .because("one simulation is one thread and one engine; a sweep runs several simulations side by side");

    @ArchTest
    static final ArchRule theModelCountsAlikeOnEveryJdk = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .callMethodWhere(describe(
                    "target is a function of Math that may differ in the last bit",
                    call -> call.getTargetOwner().isEquivalentTo(Math.class)
                            && call.getName()
                                    .matches("log|log10|log1p|exp|expm1|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2")))
            .because("Math may round these as the processor does; StrictMath rounds them alike everywhere");

    @ArchTest
    static final ArchRule theModelHasNoStaticState = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MODEL)
            .and()
            .areStatic()
            .should()
            .beFinal()
            .because("several simulations run in one process, and none may feel another");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(ArchCondition.from(describe(
                    "be in a package marked @NullMarked (package-info.java)",
                    (JavaClass one) -> one.getPackage().isAnnotatedWith(NullMarked.class))))
            .because("NullAway looks at marked packages only");

    private static String[] notBelow(int height, String name) {
        List<String> trees = new ArrayList<>();
        for (List<String> terrace : TERRACES.subList(height, TERRACES.size())) {
            terrace.stream().filter(other -> !other.equals(name)).forEach(other -> trees.add(tree(other)));
        }
        return trees.toArray(String[]::new);
    }

    /** The package and those inside it, in the words of ArchUnit. */
    private static String tree(String name) {
        return "dev.ziggurat." + name + "..";
    }

    /** Leaves out tests and benchmarks, wherever the build puts them. */
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
