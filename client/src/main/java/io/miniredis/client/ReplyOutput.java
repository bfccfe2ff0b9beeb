package io.miniredis.client;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any reply as a tree: {@code byte[]} for text, {@code Long}, {@code Double}, {@code Boolean},
 * null, and lists of these; a map is the list of its keys and values in turns.
 */
final class ReplyOutput extends CommandOutput<byte[], byte[], @Nullable Object> {
  /** An element count that says "no array". */
  private static final int NIL = -1;

  private final ArrayDeque<Level> open = new ArrayDeque<>(2);

  ReplyOutput() {
    super(ByteArrayCodec.INSTANCE, null);
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    add(bytes == null ? null : copy(bytes));
  }

  @Override
  public void setSingle(ByteBuffer bytes) {
    add(copy(bytes));
  }

  @Override
  public void setBigNumber(ByteBuffer bytes) {
    add(copy(bytes));
  }

  @Override
  public void set(long number) {
    add(number);
  }

  @Override
  public void set(double number) {
    add(number);
  }

  @Override
  public void set(boolean truth) {
    add(truth);
  }

  @Override
  public void setError(ByteBuffer message) {
    String text = StandardCharsets.UTF_8.decode(message).toString();
    if (open.isEmpty()) {
      setError(text);
    } else {
      add(Replies.error(text));
    }
  }

  @Override
  public void multi(int count) {
    if (count == NIL) {
      add(null);
    } else if (count == 0) {
      add(Collections.emptyList());
    } else {
      open.push(new Level(new ArrayList<>(count), count));
    }
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private void add(@Nullable Object element) {
    @Nullable Object whole = element;
    for (Level level = open.peek(); level != null; level = open.peek()) {
      level.elements.add(whole);
      if (level.elements.size() < level.count) {
        return;
      }
      open.pop();
      whole = level.elements;
    }
    output = whole;
  }

  private record Level(List<@Nullable Object> elements, int count) {}
}
