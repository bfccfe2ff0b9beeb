package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation of the settings is the table of the settings. */
class ConfigurationDocTest {
  /** Makes this test, and that of the commands, write the file instead of comparing it. */
  static final String COMMAND =
      "mvn test -Dtest='*DocTest' -Ddocs=write -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void theDocumentationIsUpToDate() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path file =
        (here.endsWith("server") ? here.resolveSibling("docs") : here.resolve("docs"))
            .resolve("configuration.md");
    if ("write".equals(System.getProperty("docs"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, ConfigurationDoc.text());
    }
    assertThat(file)
        .as("stale, regenerate it: %s", COMMAND)
        .exists()
        .content()
        .isEqualTo(ConfigurationDoc.text());
  }
}
