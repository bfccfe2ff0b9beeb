package io.miniredis.it.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.miniredis.it.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import redis.clients.jedis.Jedis;

/**
 * The image of the repository's Dockerfile, built by a Docker engine and run as an operator would.
 */
class DockerImageTest {
  private static final long MEMORY_LIMIT = 256L * 1024 * 1024;
  private static final Path ROOT = Path.of(System.getProperty("mini-redis.root", "."));

  private static Future<String> image;
  private static GenericContainer<?> server;

  @BeforeAll
  static void build() {
    Needs.that(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers: start one to test the image");
    image =
        new ImageFromDockerfile("mini-redis-test", true).withDockerfile(ROOT.resolve("Dockerfile"));
    server = container();
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop();
    }
  }

  private static GenericContainer<?> container(String... command) {
    return new GenericContainer<>(image)
        .withExposedPorts(6379)
        .withCommand(command)
        .withCreateContainerCmdModifier(
            create -> host(create).withMemory(MEMORY_LIMIT).withMemorySwap(MEMORY_LIMIT))
        .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofSeconds(60)));
  }

  private static HostConfig host(CreateContainerCmd create) {
    return Objects.requireNonNull(create.getHostConfig());
  }

  private static Jedis connect(GenericContainer<?> container) {
    return new Jedis(container.getHost(), container.getMappedPort(6379));
  }

  @Test
  void itBecomesHealthyAndAnswersOnThePublishedPort() {
    try (Jedis jedis = connect(server)) {
      assertThat(jedis.ping()).isEqualTo("PONG");
      assertThat(jedis.set("key", "value")).isEqualTo("OK");
      assertThat(jedis.get("key")).isEqualTo("value");
    }
    assertThat(server.isHealthy()).isTrue();
  }

  @Test
  void theServerIsProcessOneAndNotRoot() throws Exception {
    assertThat(inContainer("id -u")).isNotEqualTo("0");
    assertThat(inContainer("cat /proc/1/comm")).isEqualTo("java");
    assertThat(inContainer("awk '/^Uid/ { print $2 }' /proc/1/status")).isNotEqualTo("0");
  }

  @Test
  void dataIsAWritableVolumeAndTheRestIsNot() throws Exception {
    assertThat(inContainer("touch /data/probe && rm /data/probe && echo written"))
        .isEqualTo("written");
    assertThat(inContainer("touch /opt/mini-redis/probe 2>/dev/null || echo refused"))
        .isEqualTo("refused");
    assertThat(server.getContainerInfo().getMounts())
        .anySatisfy(mount -> assertThat(mount.getDestination()).isEqualTo(new Volume("/data")));
    try (Jedis jedis = connect(server)) {
      assertThat(jedis.configGet("dir")).containsEntry("dir", "/data");
    }
  }

  @Test
  void theHeapStaysBelowTheContainersMemory() throws Exception {
    String arguments = inContainer("tr '\\0' ' ' < /proc/1/cmdline");
    assertThat(arguments).contains("MaxRAMPercentage");

    try (Jedis jedis = connect(server)) {
      String value = "x".repeat(1 << 20);
      for (int i = 0; i < 50; i++) {
        jedis.set("large:" + i, value);
      }
      for (int round = 0; round < 500; round++) {
        jedis.set("large:" + round % 50, value);
      }
      assertThat(jedis.dbSize()).isGreaterThanOrEqualTo(50);
    }
    assertThat(server.isRunning()).isTrue();
  }

  @Test
  void sigtermEndsItWithExitCodeZero() {
    try (GenericContainer<?> mortal = container()) {
      mortal.start();
      mortal.getDockerClient().stopContainerCmd(mortal.getContainerId()).withTimeout(20).exec();

      InspectContainerResponse.ContainerState state = mortal.getCurrentContainerInfo().getState();
      assertThat(state.getExitCodeLong()).isZero();
      assertThat(state.getOOMKilled()).isFalse();
    }
  }

  @Test
  void settingsArePassedOn() {
    try (GenericContainer<?> locked = container("--requirepass", "secret")) {
      locked.start();
      try (Jedis jedis = connect(locked)) {
        jedis.auth("secret");

        assertThat(jedis.ping()).isEqualTo("PONG");
      }
    }
  }

  @Test
  void aNamedVolumeIsWritableToo() {
    String volume = "mini-redis-test-" + UUID.randomUUID();
    try (GenericContainer<?> keeper = container()) {
      keeper.withCreateContainerCmdModifier(
          create -> host(create).withBinds(new Bind(volume, new Volume("/data"))));
      keeper.start();

      assertThat(keeper.execInContainer("touch", "/data/probe").getExitCode()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
    }
  }

  private static String inContainer(String script) throws IOException, InterruptedException {
    return server.execInContainer("sh", "-c", script).getStdout().strip();
  }
}
