package io.miniredis.examples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the examples, or runs the one whose name is the first argument. */
public final class Main {
  private Main() {}

  /** An example and what it shows. */
  record Entry(String about, Example example) {}

  static Map<String, Entry> all() {
    Map<String, Entry> all = new LinkedHashMap<>();
    all.put("01", new Entry("obtaining or creating the loop", new Part01()));
    all.put("02", new Entry("running a coroutine to completion", new Part02()));
    all.put("03", new Entry("coroutines", new Part03()));
    all.put("04", new Entry("futures", new Part04()));
    all.put("05", new Entry("tasks", new Part05()));
    all.put("06", new Entry("custom awaitables", new Part06()));
    all.put("07", new Entry("async context managers", new Part07()));
    all.put("08", new Entry("async iterators", new Part08()));
    all.put("09", new Entry("async generators", new Part09()));
    all.put("10", new Entry("createTask", new Part10()));
    all.put("11", new Entry("gather with sleep, and what blocking the loop does", new Part11()));
    all.put("12", new Entry("gather over HTTP requests, and the blocking way", new Part12()));
    all.put("13", new Entry("asCompleted over HTTP requests", new Part13()));
    all.put("14", new Entry("runInExecutor with a thread pool", new Part14()));
    all.put("15", new Entry("runInExecutor for calculations, on all cores", new Part15()));
    all.put("16", new Entry("a queue, one producer and three consumers", new Part16()));
    all.put("17", new Entry("a mini Redis on streams, for netcat (--port 1337)", new Part17()));
    all.put("sites", new Entry("several sites at once: sites [URL...]", new Sites()));
    all.put("jobs", new Entry("10 jobs and 3 workers", new Jobs()));
    all.put(
        "jobs-redis", new Entry("the same over a Mini-Redis server (--port)", new JobsOverRedis()));
    all.put(
        "endless",
        new Entry("an endless producer and its consumer over a server (--for s)", new Endless()));
    return all;
  }

  /** Runs one; Ctrl-C interrupts it, and lets it say good-bye. */
  public static void main(String[] args) throws Exception {
    String name = args.length == 0 ? "" : args[0];
    Map<String, Entry> all = all();
    Entry entry = all.get(name.matches("\\d") ? "0" + name : name);
    if (entry == null) {
      System.out.println("usage: bin/example NAME [--port N]");
      all.forEach((key, it) -> System.out.printf("  %-11s %s%n", key, it.about()));
      System.exit(name.isEmpty() ? 0 : 2);
      return;
    }
    Thread runs = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(runs)));
    Arguments arguments = Arguments.of(Arrays.copyOfRange(args, 1, args.length));
    try {
      entry.example().run(System.out, arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    }
  }

  private static void interrupt(Thread runs) {
    runs.interrupt();
    try {
      runs.join(3000);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
