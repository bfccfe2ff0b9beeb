package io.miniredis.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The borders between packages that the design draws. A rule that fails names the class that
 * crossed.
 */
class ArchitectureTest {
  private static final String PROTOCOL = "io.miniredis.protocol..";
  private static final String SERVER = "io.miniredis.server";
  private static final String NET = SERVER + ".net..";
  private static final String ENGINE = SERVER + ".engine..";
  private static final String VALUE = SERVER + ".value..";
  private static final String COMMAND = SERVER + ".command..";
  private static final String MONITORING = SERVER + ".monitoring..";
  private static final String LAUNCHER = SERVER + ".launcher..";

  private static final String[] JAVA_AND_ANNOTATIONS = {
    "java..", "org.jspecify.annotations..", "com.google.errorprone.annotations.."
  };

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("Test"))
          .importPackages("io.miniredis.protocol", SERVER);

  @Test
  void protocolStandsOnTheJdkAlone() {
    check(
        classes()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(PROTOCOL))
            .because("RESP is parsed and written on plain arrays, whoever moves the bytes"));
  }

  @Test
  void nettyEndsInNet() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(NET)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("the rest of the server must not know what moves its bytes"));
  }

  @Test
  void micrometerEndsInMonitoring() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(MONITORING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..")
            .because("who embeds the server without its HTTP endpoint has no Micrometer"));
  }

  /** How a number is written as text is no RESP: values and replies share it, so it may be used. */
  @Test
  void valuesKnowOnlyThemselves() {
    check(
        classes()
            .that()
            .resideInAPackage(VALUE)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(with(VALUE))
                    .or(fullyQualifiedNames("io.miniredis.protocol.(Numbers|DoubleText)")))
            .because("a data structure knows no RESP, no Netty, no engine and no lock"));
  }

  @Test
  void commandsDoNotKnowTheNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(NET)
            .because("a command sees its call, never the connection's plumbing"));
  }

  @Test
  void packagesOfTheServerFormNoCycle() {
    check(slices().assignedFrom(new TopLevelPackages()).should().beFreeOfCycles());
  }

  @Test
  void onlyTheEngineTakesLocks() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..")
            .because(
                "one place decides who waits for whom, so one place can be proved free of deadlock"));
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .notHaveModifier(SYNCHRONIZED));
  }

  /**
   * A synchronized block leaves no trace that class-file rules can see, so this one reads the
   * sources.
   */
  @Test
  void onlyTheEngineSynchronizes() throws IOException {
    Pattern block = Pattern.compile("\\bsynchronized\\s*\\(");
    try (Stream<Path> sources = Files.walk(serverModule().resolve("src/main/java"))) {
      List<Path> offenders =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().replace('\\', '/').contains("/server/engine/"))
              .filter(file -> block.matcher(withoutComments(file)).find())
              .toList();
      assertThat(offenders).as("sources outside engine/ with a synchronized block").isEmpty();
    }
  }

  @Test
  void timeIsAskedOfTheClock() {
    check(
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Clock")
            .and()
            .resideOutsideOfPackage(LAUNCHER)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("tests move the clock by hand"));
  }

  @Test
  void noStaticStateChanges() {
    check(
        fields().that().areStatic().should().beFinal().because("two servers may live in one JVM"));
  }

  @Test
  void onlyTheLauncherPrints() {
    check(noClasses().that().resideOutsideOfPackage(LAUNCHER).should(ACCESS_STANDARD_STREAMS));
    check(noClasses().should(USE_JAVA_UTIL_LOGGING));
  }

  @Test
  void nothingReflects() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .because("what runs must be what a reader can find"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }

  private static DescribedPredicate<JavaClass> fullyQualifiedNames(String regex) {
    return HasName.Predicates.nameMatching(regex).forSubtype();
  }

  private static String[] with(String own) {
    return Stream.concat(Stream.of(own), Stream.of(JAVA_AND_ANNOTATIONS)).toArray(String[]::new);
  }

  private static Path serverModule() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("server") ? here : here.resolve("server");
  }

  private static String withoutComments(Path file) {
    try {
      return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The package right below {@code io.miniredis.server}, and that root itself, is one slice each.
   */
  private static final class TopLevelPackages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      if (!name.equals(SERVER) && !name.startsWith(SERVER + ".")) {
        return SliceIdentifier.ignore();
      }
      String below = name.equals(SERVER) ? "(root)" : name.substring(SERVER.length() + 1);
      int dot = below.indexOf('.');
      return SliceIdentifier.of(dot < 0 ? below : below.substring(0, dot));
    }

    @Override
    public String getDescription() {
      return "the top-level packages of the server";
    }
  }
}
