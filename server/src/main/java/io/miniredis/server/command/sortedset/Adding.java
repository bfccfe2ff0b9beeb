package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;
import org.jspecify.annotations.Nullable;

/** What ZADD and ZINCRBY share. */
final class Adding {
  private static final Event ADDED = Event.sortedSet("zadd");
  private static final Event INCREMENTED = Event.sortedSet("zincr");
  private static final CommandError NAN =
      CommandError.of("ERR resulting score is not a number (NaN)");

  private Adding() {}

  /**
   * Adds the pairs of score and member from an argument on, and replies with how many are new.
   *
   * @param conditions {@link SortedSetValue#ONLY_NEW} and its like, added up
   * @param countUpdates whether changed scores count too
   */
  static void add(Call call, int first, int conditions, boolean countUpdates) {
    int argc = call.argc();
    for (int i = first; i < argc; i += 2) {
      call.doubleArg(i);
    }
    SortedSetValue set = target(call, conditions);
    if (set == null) {
      call.reply().integer(0);
      return;
    }
    if (set.isPacked()) {
      set.expect((argc - first) / 2, longest(call, first + 1));
    }
    int added = 0;
    int updated = 0;
    for (int i = first; i < argc; i += 2) {
      double score = call.doubleArg(i);
      switch (set.put(call.arg(i + 1), score, conditions)) {
        case SortedSetValue.ADDED -> added++;
        case SortedSetValue.UPDATED -> updated++;
        default -> {}
      }
    }
    if (added + updated > 0) {
      call.changed(1, ADDED);
    }
    call.reply().integer(countUpdates ? added + updated : added);
  }

  /**
   * Adds to the score of the one member behind an argument, from 0 if it is new, and replies with
   * the sum; nil if the conditions forbid it.
   */
  static void increment(Call call, int first, int conditions) {
    double by = call.doubleArg(first);
    Slice member = call.arg(first + 1);
    SortedSetValue set = target(call, conditions);
    if (set == null) {
      call.reply().nil();
      return;
    }
    set.expect(1, member.length());
    double old = set.score(member);
    boolean known = !Double.isNaN(old);
    double sum = known ? old + by : by;
    if (known && (conditions & SortedSetValue.ONLY_NEW) != 0) {
      call.reply().nil();
      return;
    }
    if (Double.isNaN(sum)) {
      throw NAN;
    }
    if (!allows(conditions, known, old, sum)) {
      call.reply().nil();
      return;
    }
    if (set.put(member, sum, conditions) != SortedSetValue.UNCHANGED) {
      call.changed(1, INCREMENTED);
    }
    call.reply().doubleValue(sum);
  }

  private static boolean allows(int conditions, boolean known, double old, double sum) {
    if (!known) {
      return (conditions & SortedSetValue.ONLY_KNOWN) == 0;
    }
    return ((conditions & SortedSetValue.ONLY_GREATER) == 0 || sum > old)
        && ((conditions & SortedSetValue.ONLY_LESS) == 0 || sum < old);
  }

  /** The set to change; null if there is none and none may be made. */
  private static @Nullable SortedSetValue target(Call call, int conditions) {
    return (conditions & SortedSetValue.ONLY_KNOWN) != 0
        ? call.find(1, SortedSetValue.TYPE)
        : call.findOrCreate(1, SortedSetValue.TYPE);
  }

  private static int longest(Call call, int firstMember) {
    int longest = 0;
    for (int i = firstMember; i < call.argc(); i += 2) {
      longest = Math.max(longest, call.arg(i).length());
    }
    return longest;
  }
}
