package io.miniredis.server.engine;

import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one place from which everything that follows writes gets them: as {@link Effects}, in an
 * order in which they can be done again.
 *
 * <p>A thread collects the effects of what it does while it holds the locks of shards, and hands
 * them over as one unit before it lets go of them. So of two units that touch the same key the one
 * that came first comes first here, too. The lock of the log is the last that is taken, and nothing
 * is waited for under it.
 */
public final class ChangeLog {
  /** Follows what is changed. */
  public interface Follower {
    /**
     * A part of a unit of effects, as commands in RESP that begin by selecting a database where the
     * unit before ended with another, and that stand between MULTI and EXEC where they are several.
     * The bytes are valid during the call, which must not wait: shards are locked.
     */
    void append(byte[] bytes, int length);

    /** A unit is complete, of so many bytes. */
    void appended(long bytes);

    /** Whether it has so much to do that nobody should change anything for a while. */
    default boolean isCrowded() {
      return false;
    }
  }

  private static final byte[] MULTI = ascii("*1\r\n$5\r\nMULTI\r\n");
  private static final byte[] EXEC = ascii("*1\r\n$4\r\nEXEC\r\n");
  private static final int NONE = -1;

  private final ReentrantLock lock = new ReentrantLock();
  private final ThreadLocal<Effects> units = ThreadLocal.withInitial(Effects::new);
  private volatile @Nullable Follower follower; // changes while all shards are locked
  private int selected = NONE;

  /** Whether anybody follows; asked with a shard locked. */
  boolean isOn() {
    return follower != null;
  }

  /** Has somebody follow from now on, or nobody. The caller has all shards locked. */
  void follow(@Nullable Follower next) {
    lock.lock();
    try {
      follower = next;
      selected = NONE;
    } finally {
      lock.unlock();
    }
  }

  /** Whether commands that write are to wait until what was changed has been taken. */
  boolean isCrowded() {
    Follower f = follower;
    return f != null && f.isCrowded();
  }

  /** Has the next unit select its database, whatever went before: a new file begins with it. */
  void reselect() {
    selected = NONE;
  }

  /** The effects of what this thread is doing. */
  Effects unit() {
    return units.get();
  }

  /** A key has gone by itself. */
  void deleted(int database, byte[] key, int offset, int length) {
    unit().begin(database, "DEL").add(key, offset, length).end();
  }

  /** An element of a hash has gone by itself. */
  void fieldDeleted(int database, byte[] key, Slice field) {
    unit().begin(database, "HDEL").add(key, 0, key.length).add(field).end();
  }

  /** Hands over what this thread has done. To be called before it lets go of its shards. */
  void commit() {
    Effects unit = units.get();
    if (unit.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      Follower f = follower;
      if (f != null) {
        hand(unit, f);
      }
    } finally {
      lock.unlock();
      unit.clear();
    }
  }

  /** Does something that no unit comes in the middle of; what nobody has to wait for. */
  public void betweenUnits(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void hand(Effects unit, Follower f) {
    long bytes = unit.length();
    if (selected != unit.firstDatabase()) {
      byte[] select = select(unit.firstDatabase());
      f.append(select, select.length);
      bytes += select.length;
    }
    boolean several = unit.commands() > 1;
    if (several) {
      f.append(MULTI, MULTI.length);
    }
    f.append(unit.bytes(), unit.length());
    if (several) {
      f.append(EXEC, EXEC.length);
      bytes += MULTI.length + EXEC.length;
    }
    f.appended(bytes);
    selected = unit.lastDatabase();
  }

  private static byte[] select(int database) {
    String number = Integer.toString(database);
    return ascii("*2\r\n$6\r\nSELECT\r\n$" + number.length() + "\r\n" + number + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
