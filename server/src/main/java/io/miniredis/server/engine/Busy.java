package io.miniredis.server.engine;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The script that runs, if it runs long: then the server is busy, other clients are told so, and
 * nobody may wait for the shards that the script has locked. Safe for use by all event loops.
 */
public final class Busy {
  /** What runs. */
  public enum Kind {
    SCRIPT,
    FUNCTION;

    private final String reply =
        "BUSY Redis is busy running a script. You can only call "
            + name()
            + " KILL or SHUTDOWN NOSAVE.";
  }

  /**
   * A function that runs long.
   *
   * @param command what its client has sent
   * @param beganNanos when, on the server's clock
   */
  public record Running(String name, List<byte[]> command, long beganNanos) {}

  /** What becomes of a wish to end the script that runs. */
  public enum Kill {
    /** There is none. */
    NOT_BUSY,
    /** It is of the other kind. */
    OTHER,
    /** It has changed something already, and half of it must not stay. */
    UNKILLABLE,
    DONE
  }

  private static final int NOTHING = 0;
  private static final int RUNNING = 1;
  private static final int WROTE = 2;

  private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
  private final AtomicInteger script = new AtomicInteger(); // set lazily: it is for every script
  private Kind kind = Kind.SCRIPT; // published by the script's mark
  private volatile @Nullable Running function;
  private volatile boolean on;
  private volatile boolean kill;
  private volatile boolean ending; // the server ends

  Busy() {}

  /** Whether a script has been running for longer than {@code busy-reply-threshold}. */
  public boolean isOn() {
    return on;
  }

  /** What other clients are told. */
  public String reply() {
    boolean runs = isRunning(); // reads the mark that publishes the kind
    return runs ? kind.reply : Kind.SCRIPT.reply;
  }

  /** Whether a script runs long, and no function. */
  public boolean isOnForScript() {
    return on && isRunning() && kind == Kind.SCRIPT;
  }

  /** The function that runs, if it runs long. */
  public @Nullable Running function() {
    return function;
  }

  /** Whether a script runs. */
  public boolean isRunning() {
    return script.get() != NOTHING;
  }

  /** A script begins; its thread has all shards locked. */
  public void begin(Kind kind) {
    this.kind = kind;
    if (kill != ending) {
      kill = ending;
    }
    script.lazySet(RUNNING);
  }

  /** The script that runs has called a command that writes. */
  public void wrote() {
    script.lazySet(WROTE);
  }

  /**
   * The script that runs has passed the threshold.
   *
   * @param running if it is a function: what is told of it
   */
  public void tell(@Nullable Running running) {
    function = running;
    on = true;
  }

  /** The script has ended. */
  public void end() {
    script.lazySet(NOTHING);
    if (on) {
      on = false;
      function = null;
      for (Runnable r = afterwards.poll(); r != null; r = afterwards.poll()) {
        r.run();
      }
    }
  }

  /** Whether the script that runs is to be ended. */
  public boolean isToEnd() {
    return kill;
  }

  /** Has the script that runs ended, unless it has written. */
  public Kill kill(Kind wanted) {
    int state = script.get();
    if (state != NOTHING && kind != wanted) {
      return Kill.OTHER;
    }
    return switch (state) {
      case NOTHING -> Kill.NOT_BUSY;
      case WROTE -> Kill.UNKILLABLE;
      default -> {
        kill = true;
        yield Kill.DONE;
      }
    };
  }

  /** Has the script that runs ended whatever it did, and every one to come: the server ends. */
  public void endForGood() {
    ending = true;
    kill = true;
  }

  /** Has something done when the server is not busy any more: now, if it is not. */
  public void whenOver(Runnable task) {
    afterwards.add(task);
    if (!on && afterwards.remove(task)) {
      task.run();
    }
  }
}
