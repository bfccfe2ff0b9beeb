package io.miniredis.server.engine;

import io.miniredis.server.engine.ChangedKeys.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The clients that are told of every change of a key with some prefix. Each gets one message for
 * each of its prefixes, with all keys that have changed, in the order of their bytes. Safe for use
 * by all event loops, and with shards locked.
 */
final class Broadcasts {
  private final ConcurrentSkipListMap<byte[], Session[]> prefixes =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private final Tracking tracking;

  Broadcasts(Tracking tracking) {
    this.tracking = tracking;
  }

  /** The number of prefixes. */
  int count() {
    return prefixes.size();
  }

  boolean isEmpty() {
    return prefixes.isEmpty();
  }

  void add(byte[] prefix, Session session) {
    prefixes.merge(prefix, new Session[] {session}, Broadcasts::union);
  }

  private static Session[] union(Session[] old, Session[] one) {
    if (Arrays.asList(old).contains(one[0])) {
      return old;
    }
    Session[] more = Arrays.copyOf(old, old.length + 1);
    more[old.length] = one[0];
    return more;
  }

  void remove(byte[] prefix, Session session) {
    prefixes.computeIfPresent(
        prefix,
        (key, old) -> {
          Session[] rest = Arrays.stream(old).filter(s -> s != session).toArray(Session[]::new);
          return rest.length == 0 ? null : rest;
        });
  }

  /** Whether anybody is told of a key. */
  boolean concerns(byte[] a, int offset, int length) {
    for (byte[] prefix : prefixes.keySet()) {
      if (startsWith(a, offset, length, prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] a, int offset, int length, byte[] prefix) {
    int n = prefix.length;
    return length >= n && Arrays.equals(a, offset, offset + n, prefix, 0, n);
  }

  /** Tells of keys that have changed. */
  void send(TreeMap<byte[], Change> byKey) {
    prefixes.forEach((prefix, sessions) -> send(beginningWith(prefix, byKey), sessions));
  }

  private static List<Change> beginningWith(byte[] prefix, TreeMap<byte[], Change> byKey) {
    List<Change> some = new ArrayList<>();
    for (Change change : byKey.tailMap(prefix).values()) {
      if (!startsWith(change.key(), 0, change.key().length, prefix)) {
        break;
      }
      some.add(change);
    }
    return some;
  }

  private void send(List<Change> some, Session[] sessions) {
    if (some.isEmpty()) {
      return;
    }
    Invalidation all = message(some);
    for (Session session : sessions) {
      TrackingState state = session.tracking;
      if (state == null) {
        continue;
      }
      Invalidation message = all;
      if (state.mode().noLoop() && some.stream().anyMatch(c -> c.by() == session)) {
        List<Change> others = some.stream().filter(c -> c.by() != session).toList();
        if (others.isEmpty()) {
          continue;
        }
        message = message(others);
      }
      tracking.send(session, state, message);
    }
  }

  private static Invalidation message(Collection<Change> some) {
    return Invalidation.of(some.stream().map(Change::key).toList());
  }
}
