package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where the bytes of replies lie: chunks, marks, and aggregates that end elsewhere. */
class ReplyWriterChunksTest {
  private final ReplyWriter writer = new ReplyWriter();

  @Test
  void holdsNothingAtFirst() {
    assertThat(writer.chunks()).isZero();
    assertThat(writer.size()).isZero();
  }

  @Test
  void setsFullChunksAside() {
    byte[] value = new byte[50_000];
    for (int i = 0; i < 10; i++) {
      writer.bulk(value);
    }
    assertThat(writer.chunks()).isEqualTo(10);
    assertThat(writer.size()).isEqualTo(10 * 50_010);
    byte[] first = writer.chunk(0);
    writer.bulk(value);
    assertThat(writer.chunk(0)).isSameAs(first);
  }

  @Test
  void spreadsALargeBulkOverChunks() {
    byte[] value = new byte[3_000_000];
    new SplittableRandom(1).nextBytes(value);
    writer.simple(Replies.OK);
    writer.bulk(value);
    writer.simple(Replies.OK);
    assertThat(writer.chunks()).isGreaterThan(5);
    for (int i = 0; i < writer.chunks(); i++) {
      assertThat(writer.chunk(i).length).isLessThanOrEqualTo(256 * 1024);
    }
    byte[] all = Written.bytes(writer);
    assertThat(all).startsWith("+OK\r\n$3000000\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(all).endsWith("\r\n+OK\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(all).containsSequence(value);
    assertThat(writer.size()).isEqualTo(all.length);
  }

  @Test
  void forgetsEverythingWhenCleared() {
    writer.bulk(new byte[100]);
    byte[] kept = writer.chunk(0);
    writer.clear();
    assertThat(writer.chunks()).isZero();
    assertThat(writer.size()).isZero();
    writer.simple("again");
    assertThat(writer.chunk(0)).isSameAs(kept);
    assertThat(Written.text(writer)).isEqualTo("+again\r\n");
  }

  @Test
  void keepsOneChunkOf64KiBAtMost() {
    for (int i = 0; i < 3; i++) {
      writer.bulk(new byte[1_000_000]);
      writer.clear();
      writer.simple(Replies.OK);
      assertThat(writer.chunks()).isEqualTo(1);
      assertThat(writer.chunk(0).length).isLessThanOrEqualTo(64 * 1024);
    }
  }

  @Test
  void leavesChunksThatWereTakenAlone() {
    writer.bulk("a".repeat(60_000));
    writer.bulk("b".repeat(60_000));
    byte[] taken = writer.chunk(0);
    byte[] copy = taken.clone();
    writer.clear();
    for (int i = 0; i < 10; i++) {
      writer.bulk("c".repeat(60_000));
    }
    assertThat(taken).isEqualTo(copy);
  }

  @Test
  void givesRoomBackWhenTrimmed() {
    writer.bulk(new byte[60_000]);
    writer.trim();
    assertThat(writer.size()).isZero();
    writer.simple(Replies.OK);
    assertThat(writer.chunk(0).length).isLessThanOrEqualTo(1024);
  }

  @Test
  void takesBackWhatWasWrittenSinceAMark() {
    writer.simple("kept");
    long mark = writer.mark();
    assertThat(writer.isEmptySince(mark)).isTrue();
    writer.simple("lost");
    assertThat(writer.isEmptySince(mark)).isFalse();
    writer.rewind(mark);
    assertThat(writer.isEmptySince(mark)).isTrue();
    writer.error("ERR told");
    assertThat(Written.text(writer)).isEqualTo("+kept\r\n-ERR told\r\n");
  }

  @Test
  void takesBackWholeChunks() {
    writer.simple("kept");
    long mark = writer.mark();
    writer.bulk(new byte[2_000_000]);
    writer.rewind(mark);
    assertThat(writer.size()).isEqualTo(7);
    assertThat(writer.isEmptySince(mark)).isTrue();
    writer.simple("next");
    assertThat(Written.text(writer)).isEqualTo("+kept\r\n+next\r\n");
  }

  @Test
  void endsAnAggregateWhoseChunkIsSetAside() {
    // Fills the first chunk to its last byte, so that the longer header finds no room in it.
    writer.raw(new byte[65_000], 0, 65_000);
    long outer = writer.beginArray();
    long inner = writer.beginMap();
    for (int i = 0; i < 500_000; i++) {
      writer.integer(7);
    }
    writer.endMap(inner, 250_000);
    writer.endArray(outer, 123_456_789_012L);
    String text = Written.text(writer).substring(65_000);
    assertThat(text).startsWith("*123456789012\r\n*500000\r\n:7\r\n");
    assertThat(text).hasSize(15 + 9 + 500_000 * 4);
    assertThat(writer.size()).isEqualTo(65_000 + text.length());
  }

  @Test
  void agreesWithAPlainStreamOnRandomReplies() {
    long first = System.nanoTime();
    System.out.println("ReplyWriterChunksTest: first seed " + first);
    for (long seed = first; seed < first + 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      writer.protocol(random.nextInt(2, 4));
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        expected.writeBytes(value(random, 0));
      }
      assertThat(Written.bytes(writer)).as("seed " + seed).isEqualTo(expected.toByteArray());
      assertThat(writer.size()).isEqualTo(expected.size());
      writer.clear();
    }
  }

  /** Writes a random value, and returns the bytes it should be. */
  private byte[] value(SplittableRandom random, int depth) {
    switch (random.nextInt(depth < 4 ? 7 : 4)) {
      case 0 -> {
        long v = random.nextLong() >> random.nextInt(64);
        writer.integer(v);
        return latin(":" + v + "\r\n");
      }
      case 1 -> {
        byte[] a = new byte[random.nextInt(random.nextInt(20) == 0 ? 200_000 : 400)];
        random.nextBytes(a);
        writer.bulk(a);
        return concat(latin("$" + a.length + "\r\n"), a, latin("\r\n"));
      }
      case 2 -> {
        writer.simple(Replies.QUEUED);
        return Replies.QUEUED;
      }
      case 3 -> {
        long mark = writer.mark();
        value(random, depth + 1);
        writer.rewind(mark);
        writer.error("ERR taken back");
        return latin("-ERR taken back\r\n");
      }
      default -> {
        int n = random.nextInt(random.nextInt(10) == 0 ? 200 : 12);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long token = writer.beginSet();
        for (int i = 0; i < n; i++) {
          body.writeBytes(value(random, depth + 2));
        }
        writer.endSet(token, n);
        String type = writer.protocol() == 2 ? "*" : "~";
        return concat(latin(type + n + "\r\n"), body.toByteArray());
      }
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] latin(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }
}
