package io.miniredis.server.monitoring;

import java.util.ArrayList;
import java.util.List;

/** Whether the server is well, and whether clients should be sent to it. */
final class Health {
  /** Where the server is between its start and its end. */
  enum Stage {
    STARTING("starting"),
    READY("ready"),
    ENDING("shutting down");

    private final String text;

    Stage(String text) {
      this.text = text;
    }
  }

  private final List<LoopProbe> probes;
  private final long boundNanos;
  private volatile Stage stage = Stage.STARTING;

  /**
   * @param probes one an event loop
   * @param boundNanos for how long a loop that is well lets a task wait
   */
  Health(List<LoopProbe> probes, long boundNanos) {
    this.probes = List.copyOf(probes);
    this.boundNanos = boundNanos;
  }

  void become(Stage next) {
    stage = next;
  }

  /** 200 if every event loop answers, 503 and those that do not otherwise. */
  HttpReply health() {
    List<Integer> stuck = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      if (probes.get(i).waiting() > boundNanos) {
        stuck.add(i);
      }
    }
    return stuck.isEmpty()
        ? HttpReply.line(HttpReply.OK, "healthy")
        : HttpReply.line(HttpReply.UNAVAILABLE, "event loops that do not answer: " + stuck);
  }

  /** 200 if clients may come, 503 while the server starts or ends. */
  HttpReply ready() {
    Stage now = stage;
    return HttpReply.line(now == Stage.READY ? HttpReply.OK : HttpReply.UNAVAILABLE, now.text);
  }
}
