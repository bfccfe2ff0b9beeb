package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;

/**
 * Tells those who follow changes what has become of something, where repeating the command would
 * depend on the time: by commands that make the same again, whatever was there. For bodies, behind
 * all that they change.
 */
public final class Outcome {
  private static final int TOLD_AT_ONCE = 64;

  private Outcome() {}

  /** The string under a key and its expiry, or that the key is gone. */
  public static void ofString(Call call, int key) {
    if (!call.isFollowed()) {
      return;
    }
    Slice value = call.has(key) ? call.findString(key) : null;
    if (value == null) {
      call.effect("DEL").add(call.arg(key)).end();
      return;
    }
    Effects effect = call.effect("SET").add(call.arg(key)).add(value);
    long expiry = call.expiry(key);
    if (expiry != Record.NO_EXPIRY) {
      effect.add("PXAT").add(expiry);
    }
    effect.end();
  }

  /** When a key expires, or that it is gone. */
  public static void ofExpiry(Call call, int key) {
    if (!call.isFollowed()) {
      return;
    }
    Slice name = call.arg(key);
    if (!call.has(key)) {
      call.effect("DEL").add(name).end();
    } else if (call.expiry(key) == Record.NO_EXPIRY) {
      call.effect("PERSIST").add(name).end();
    } else {
      call.effect("PEXPIREAT").add(name).add(call.expiry(key)).end();
    }
  }

  /** All that a sorted set holds: where another server's distances may be others. */
  public static void ofSortedSet(Call call, int key) {
    if (!call.isFollowed()) {
      return;
    }
    call.effect("DEL").add(call.arg(key)).end();
    SortedSetValue set = call.has(key) ? call.find(key, SortedSetValue.TYPE) : null;
    SortedSetCursor elements = set == null ? null : set.ranks(0, set.size(), false);
    while (elements != null && elements.remaining() > 0) {
      Effects effect = call.effect("ZADD").add(call.arg(key));
      for (int i = 0; i < TOLD_AT_ONCE && elements.next(); i++) {
        effect.add(elements.score()).add(elements.member());
      }
      effect.end();
    }
  }

  /**
   * The content of a hash's fields and when they expire, or that they are gone.
   *
   * @param first the argument that names the first field
   * @param step how many arguments the next one is away
   */
  public static void ofFields(Call call, int key, int first, int step) {
    if (!call.isFollowed()) {
      return;
    }
    for (int i = first; i < call.argc(); i += step) {
      ofField(call, key, i);
    }
  }

  /** The content of a hash's field and when it expires, or that it is gone. */
  public static void ofField(Call call, int key, int field) {
    if (!call.isFollowed()) {
      return;
    }
    HashValue hash = call.has(key) ? call.find(key, HashValue.TYPE) : null;
    Slice value = call.scratch();
    Slice name = call.arg(key);
    if (hash == null || !hash.get(call.arg(field), call.now(), value)) {
      call.effect("HDEL").add(name).add(call.arg(field)).end();
      return;
    }
    call.effect("HSET").add(name).add(call.arg(field)).add(value).end();
    long expiry = hash.expiry(call.arg(field), call.now());
    if (expiry != HashValue.NO_EXPIRY) {
      call.effect("HPEXPIREAT")
          .add(name)
          .add(expiry)
          .add("FIELDS")
          .add(1)
          .add(call.arg(field))
          .end();
    }
  }
}
