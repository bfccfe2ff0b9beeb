package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation of the settings is the table of the settings. */
class ConfigurationDocTest {
  /** Has this test write the file, and its like, instead of comparing it. */
  static final String COMMAND = "docs/regenerate";

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
        .as("stale, run %s", COMMAND)
        .exists()
        .content()
        .isEqualTo(ConfigurationDoc.text());
  }
}
