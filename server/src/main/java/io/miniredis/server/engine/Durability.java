package io.miniredis.server.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Whether what was changed is on the disk for good, for who must not speak of it before. Asked and
 * told by any thread.
 */
public final class Durability {
  /** What knows how far the disk has come. */
  public interface Progress {
    /** Whether anybody is to wait. */
    boolean matters();

    /** A number that has grown with every change until now. */
    long position();

    /** The position up to which everything is on the disk for good. */
    long durable();
  }

  private static final Progress NOTHING =
      new Progress() {
        @Override
        public boolean matters() {
          return false;
        }

        @Override
        public long position() {
          return 0;
        }

        @Override
        public long durable() {
          return 0;
        }
      };

  private record Waiting(Progress progress, long position, Runnable then) {
    boolean isOver() {
      return !progress.matters() || progress.durable() >= position;
    }
  }

  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Runnable alsoThen;
  private volatile Progress progress = NOTHING;

  /**
   * @param alsoThen is run whenever there is progress
   */
  Durability(Runnable alsoThen) {
    this.alsoThen = alsoThen;
  }

  /** Says who knows from now on. */
  public void follow(Progress next) {
    progress = next;
    progressed();
  }

  /** Has nobody wait any more. */
  public void end() {
    follow(NOTHING);
  }

  /** Whether everything that was changed until now is where it has to be before it is spoken of. */
  public boolean isSettled() {
    Progress p = progress;
    return !p.matters() || p.durable() >= p.position();
  }

  /** Runs something as soon as what was changed until now is where it has to be. */
  public void whenSettled(Runnable then) {
    Progress p = progress;
    waiting.add(new Waiting(p, p.position(), then));
    progressed();
  }

  /** To be called when more is durable, or it matters no longer. */
  public void progressed() {
    for (Waiting first = waiting.peek(); first != null && isOver(first); first = waiting.peek()) {
      if (waiting.remove(first)) {
        first.then.run();
      }
    }
    alsoThen.run();
  }

  private boolean isOver(Waiting first) {
    return first.progress != progress || first.isOver();
  }
}
