package io.miniredis.server.command.server;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.JobState;
import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-1 of a dataset that does not depend on the order of its keys, nor of the members of sets,
 * but on everything else: two servers that print the same hold the same, be they ours or Redis's.
 * What is unordered is added by exclusive or; what is ordered is mixed, so that every step depends
 * on the one before.
 */
final class DatasetDigest {
  private static final int STRING = 0;
  private static final int LIST = 1;
  private static final int SET = 2;
  private static final int SORTED_SET = 3;
  private static final int HASH = 4;
  private static final int STREAM = 6;
  private static final int QUEUE = 100;
  private static final byte[] EXPIRES = ascii("!!expire!!");
  private static final byte[] FIELD_EXPIRES = ascii("!!hexpire!!");

  private final MessageDigest sha1;
  private final long now;
  private final byte[] digits = new byte[Numbers.MAX_DOUBLE_BYTES];
  private final Slice a = new Slice();
  private final Slice b = new Slice();

  DatasetDigest(long now) {
    this.now = now;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** The digest of all databases, as 40 hexadecimal digits. */
  String of(Databases databases) {
    Sum all = new Sum();
    for (int db = 0; db < databases.count(); db++) {
      if (databases.size(db) > 0) {
        all.mix(number(db));
        databases.forEachValue(
            db,
            now,
            (key, expiry, value, text) -> {
              Sum one = new Sum();
              one.mix(key);
              add(one, value, text, expiry);
              all.add(Slice.of(one.bytes));
            });
      }
    }
    return all.toString();
  }

  /** The digest of one value: null for a packed string, which is {@code text} then. */
  String of(@Nullable Value value, Slice text, long expiry) {
    Sum sum = new Sum();
    add(sum, value, text, expiry);
    return sum.toString();
  }

  /** The digest of nothing. */
  String ofNothing() {
    return new Sum().toString();
  }

  private void add(Sum sum, @Nullable Value value, Slice text, long expiry) {
    switch (value) {
      case null -> addString(sum, text);
      case StringValue string -> addString(sum, string.view(a));
      case ListValue list -> addList(sum, list);
      case SetValue set -> addSet(sum, set);
      case SortedSetValue sortedSet -> addSortedSet(sum, sortedSet);
      case HashValue hash -> addHash(sum, hash);
      case StreamValue stream -> addStream(sum, stream);
      case QueueValue queue -> addQueue(sum, queue);
      default -> throw new IllegalStateException("no digest of a " + value.type().name());
    }
    if (expiry != Record.NO_EXPIRY) {
      sum.add(Slice.of(EXPIRES));
    }
  }

  private static void addString(Sum sum, Slice text) {
    sum.mix(number(STRING));
    sum.mix(text);
  }

  private void addList(Sum sum, ListValue list) {
    sum.mix(number(LIST));
    ListCursor cursor = list.cursor(0, ListEnd.RIGHT);
    while (cursor.next(a)) {
      sum.mix(a);
    }
  }

  private void addSet(Sum sum, SetValue set) {
    sum.mix(number(SET));
    for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
      sum.add(set.member(p, a));
    }
  }

  private void addSortedSet(Sum sum, SortedSetValue sortedSet) {
    sum.mix(number(SORTED_SET));
    SortedSetCursor cursor = sortedSet.all();
    while (cursor.next()) {
      Sum element = new Sum();
      element.mix(cursor.member());
      element.mix(score(cursor.score()));
      sum.add(Slice.of(element.bytes));
    }
  }

  private void addHash(Sum sum, HashValue hash) {
    sum.mix(number(HASH));
    for (int p = hash.next(HashValue.NONE, now); p != HashValue.NONE; p = hash.next(p, now)) {
      Sum element = new Sum();
      element.mix(hash.field(p, a));
      element.mix(hash.value(p, b));
      if (hash.expiry(p) != HashValue.NO_EXPIRY) {
        element.add(Slice.of(FIELD_EXPIRES));
      }
      sum.add(Slice.of(element.bytes));
    }
  }

  /** Redis has no queues, and its digest none of them. */
  private void addQueue(Sum sum, QueueValue queue) {
    sum.mix(number(QUEUE));
    sum.mix(Slice.of(ascii(queue.options().toString())));
    for (JobState state : JobState.values()) {
      sum.mix(Slice.of(ascii(state.label())));
      queue.forEach(
          state,
          0,
          Integer.MAX_VALUE,
          job -> {
            Sum one = new Sum();
            one.mix(job.id(a));
            one.mix(job.payload(a));
            one.mix(number(job.deliveries()));
            if (state == JobState.READY) {
              sum.mix(Slice.of(one.bytes));
            } else {
              sum.add(Slice.of(one.bytes));
            }
          });
    }
  }

  private void addStream(Sum sum, StreamValue stream) {
    sum.mix(number(STREAM));
    StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, false);
    while (cursor != null && cursor.next()) {
      StreamId id = cursor.id();
      String text = Long.toUnsignedString(id.ms()) + "." + Long.toUnsignedString(id.seq());
      sum.mix(Slice.of(ascii(text)));
      for (int i = 0; i < cursor.fields(); i++) {
        cursor.nextField(a, b);
        sum.mix(a);
        sum.mix(b);
      }
    }
  }

  /** The shortest text of a score, 1e+17 for 100000000000000000, as Redis 7.2 and later take it. */
  private Slice score(double score) {
    return b.wrap(digits, 0, Numbers.formatShortest(score, digits, 0));
  }

  private static Slice number(int n) {
    return Slice.of(ByteBuffer.allocate(Integer.BYTES).putInt(n).array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A digest that grows. */
  private final class Sum {
    private static final int BYTES = 20;

    private byte[] bytes = new byte[BYTES];

    /** Adds something whose place among others does not matter. */
    void add(Slice data) {
      sha1.update(data.array(), data.offset(), data.length());
      byte[] hash = sha1.digest();
      for (int i = 0; i < BYTES; i++) {
        bytes[i] ^= hash[i];
      }
    }

    /** Adds something that comes behind what was mixed before. */
    void mix(Slice data) {
      add(data);
      bytes = Arrays.copyOf(sha1.digest(bytes), BYTES);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(bytes);
    }
  }
}
