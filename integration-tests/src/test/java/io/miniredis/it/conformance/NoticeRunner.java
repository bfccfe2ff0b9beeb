package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs cases on both servers and tells where the notifications of what they do to keys differ.
 * Replies are not looked at.
 */
final class NoticeRunner implements AutoCloseable {
  static final String ALL = "KAnm"; // with E the same events would be compared twice

  /** Files of cases that close the listener's connection, have no room for it, or draw keys. */
  static final Set<String> LEFT_OUT =
      Set.of("connection/limits", "pubsub/subscriber", "server/maxmemory", "server/shutdown");

  private static final String END = "the-end-of-a-case";

  private final Listener ours;
  private final Listener real;

  /**
   * @param letters what both servers are to notify of
   */
  NoticeRunner(TestServer ours, TestServer real, String letters) throws IOException {
    this.ours = new Listener("ours", ours, letters);
    this.real = new Listener("redis", real, letters);
  }

  /**
   * Runs a case in one protocol; the differences: one line a notification that only one of them
   * has. Not of cases in which ours differs on purpose, or the moment of an expiry decides.
   */
  List<String> run(Case test, int protocol) throws IOException {
    boolean waits = test.steps().stream().anyMatch(step -> step.text().contains("DEBUG SLEEP"));
    if (waits
        || LEFT_OUT.contains(test.file())
        || !test.differs().isEmpty()
        || !ours.knows(test)
        || !real.knows(test)) {
      return List.of();
    }
    return differences(ours.heard(test, protocol), real.heard(test, protocol));
  }

  /** A server that runs cases, and a connection that hears what it notifies of. */
  private static final class Listener implements AutoCloseable {
    private final Side side;
    private final Wire wire;
    private final String version;
    private final String letters;

    Listener(String name, TestServer server, String letters) throws IOException {
      side = new Side(name, server.port());
      version = server.version();
      this.letters = letters;
      wire = new Wire(server.port());
      wire.call("PSUBSCRIBE", "__key*__:*");
      wire.call("SUBSCRIBE", END);
    }

    boolean knows(Case test) {
      return test.appliesTo(version);
    }

    /** What is notified of during a case: channel and message. */
    List<String> heard(Case test, int protocol) throws IOException {
      perform(test, protocol);
      side.publish(END);
      List<String> out = new ArrayList<>();
      while (true) {
        List<Reply> message = wire.read().reply().list();
        if (message.get(0).string().equals("message")) {
          return out;
        }
        out.add(Words.quote(message.get(2).string()) + " " + Words.quote(message.get(3).string()));
      }
    }

    private void perform(Case test, int protocol) throws IOException {
      try {
        side.begin(protocol, test.settings());
        side.set("notify-keyspace-events", letters); // cases about settings change it too
        for (Step step : test.steps()) {
          side.run(step);
        }
      } catch (IOException | IllegalStateException e) {
        side.reconnect(); // the case itself fails, elsewhere
      } finally {
        side.end();
      }
    }

    @Override
    public void close() throws IOException {
      wire.close();
      side.close();
    }
  }

  /** The lines of both in their order, but for the longest that both have in common. */
  private static List<String> differences(List<String> mine, List<String> theirs) {
    int[][] common = new int[mine.size() + 1][theirs.size() + 1];
    for (int i = mine.size() - 1; i >= 0; i--) {
      for (int j = theirs.size() - 1; j >= 0; j--) {
        common[i][j] =
            mine.get(i).equals(theirs.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> out = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < mine.size() || j < theirs.size()) {
      if (i < mine.size() && j < theirs.size() && mine.get(i).equals(theirs.get(j))) {
        i++;
        j++;
      } else if (j == theirs.size() || (i < mine.size() && common[i + 1][j] >= common[i][j + 1])) {
        out.add("ours : " + mine.get(i++));
      } else {
        out.add("redis: " + theirs.get(j++));
      }
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    ours.close();
    real.close();
  }
}
