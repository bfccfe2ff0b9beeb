package io.miniredis.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.LeakPresenceDetector;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands by every test of this module: fails it if anything was logged as an error, or if a buffer
 * of Netty's was not given back by the time the test's servers are closed. What must hold of a
 * server is checked by its {@link TestServer}.
 */
public final class Invariants implements BeforeEachCallback, AfterEachCallback {
  static {
    // both are asked once, when their library is first used: before any test's class is
    System.setProperty("slf4j.provider", TestLogs.class.getName());
    System.setProperty("slf4j.internal.verbosity", "WARN");
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new CountBuffers());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TestLogs.takeErrors();
    TestLogs.takeWarnings();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LeakPresenceDetector.check();
    assertThat(TestLogs.takeErrors()).as("logged as errors").isEmpty();
  }

  /**
   * Has every buffer counted from its allocation to its release, whatever the level of sampling.
   */
  private static final class CountBuffers extends ResourceLeakDetectorFactory {
    @Override
    @Deprecated
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return new LeakPresenceDetector<>(resource);
    }
  }
}
