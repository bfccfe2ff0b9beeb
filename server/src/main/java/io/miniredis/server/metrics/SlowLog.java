package io.miniredis.server.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The last commands that took long. Safe for use by all event loops. */
public final class SlowLog {
  /**
   * A command that took long.
   *
   * @param id counted up over the server's life
   * @param second when it was noted, in seconds since the epoch
   * @param micros how long it ran
   * @param arguments as they are shown: shortened, without secrets, the command's name first
   * @param address of its client, as CLIENT LIST tells it
   * @param name of its client
   */
  public record Entry(
      long id, long second, long micros, List<byte[]> arguments, String address, String name) {}

  private final ConcurrentLinkedDeque<Entry> entries = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong nextId = new AtomicLong();

  /**
   * Notes a command.
   *
   * @param max how many to remember, this one counted
   */
  public void add(
      long second, long micros, List<byte[]> arguments, String address, String name, long max) {
    entries.addFirst(new Entry(nextId.getAndIncrement(), second, micros, arguments, address, name));
    size.incrementAndGet();
    while (size.get() > max && entries.pollLast() != null) {
      size.decrementAndGet();
    }
  }

  /** How many commands are remembered. */
  public int size() {
    return size.get();
  }

  /** The latest commands, the latest first: so many, or all there are. */
  public List<Entry> latest(long count) {
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::id).reversed()) // two loops may come at once
        .limit(count)
        .toList();
  }

  /** Forgets them all; ids count on. */
  public void clear() {
    while (entries.pollLast() != null) {
      size.decrementAndGet();
    }
  }
}
