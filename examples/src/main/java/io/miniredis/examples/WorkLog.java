package io.miniredis.examples;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** The model of ten jobs: what they take, and who did how many of them. */
final class WorkLog {
  static final int JOBS = 10;

  private final PrintStream out;
  private final Map<String, Integer> done = new TreeMap<>();
  private int millis;

  WorkLog(PrintStream out) {
    this.out = out;
  }

  /** How long a job takes, in milliseconds: 20 to 60. */
  static int millis(int job) {
    return 20 + job * 7 % 5 * 10;
  }

  synchronized void put(int job) {
    out.println("put job " + job + ", which takes " + millis(job) + " ms");
  }

  synchronized void done(String worker, int job) {
    done.merge(worker, 1, Integer::sum);
    millis += millis(job);
    out.println(worker + " did job " + job);
  }

  synchronized void summary() {
    int jobs = done.values().stream().mapToInt(Integer::intValue).sum();
    out.println(done.size() + " workers did " + jobs + " jobs: " + done);
    out.println("work: " + millis + " ms");
  }
}
