package io.miniredis.server.engine;

import io.miniredis.server.pubsub.Broadcast;
import io.miniredis.server.pubsub.Mailbox;
import io.miniredis.server.pubsub.Subscriber;

/**
 * Shows clients the commands that run (MONITOR), each behind its end and before its keys are let
 * go: so with several event loops, too, commands on the same key are shown in their order. Without
 * such clients a command costs one look.
 */
public final class Monitors {
  private static final byte[] REDACTED = {'(', 'r', 'e', 'd', 'a', 'c', 't', 'e', 'd', ')'};
  private static final String SCRIPT = "lua";

  /** Commands that somebody who monitors may not run, as a replica may not in real Redis. */
  private static final int KEYSPACE =
      Flag.WRITE.bit()
          | Flag.READONLY.bit()
          | Flag.MAY_REPLICATE.bit()
          | Flag.SKIP_MONITOR.bit(); // scripts, which may do all that

  private static final int HIDDEN = Flag.ADMIN.bit() | Flag.SKIP_MONITOR.bit();

  private final Clock clock;
  private final Broadcast broadcast = new Broadcast();

  Monitors(Clock clock) {
    this.clock = clock;
  }

  /** Whether anybody monitors. */
  public boolean isOn() {
    return broadcast.hasMembers();
  }

  /** Whether a client that monitors is refused a command. */
  static boolean isForbidden(Spec spec) {
    return (spec.flagBits & KEYSPACE) != 0;
  }

  Broadcast.Membership join(Session session, Mailbox loop) {
    return broadcast.join(new Member(session), loop);
  }

  /** A client that monitors. */
  private record Member(Session session) implements Subscriber {
    @Override
    public int protocol() {
      return session.protocol();
    }

    @Override
    public void push(byte[] frame) {
      if (!session.closing() && session.replyMode() == Session.ReplyMode.ON) {
        session.push(frame);
      }
    }
  }

  /** Shows a command that a client sent, unless it is one of those that are not shown. */
  void ran(Session session, CommandTable.Row row, Arguments args) {
    if ((row.spec().flagBits & HIDDEN) == 0) {
      show(session.database(), session.link().remoteAddress(), row.command(), args);
    }
  }

  /**
   * Shows a command that a script runs, unless it is one of those that are not shown.
   *
   * @param database the one that is selected behind the command
   */
  void ranByScript(int database, CommandTable.Row row, Arguments args) {
    if ((row.spec().flagBits & HIDDEN) == 0) {
      show(database, SCRIPT, row.command(), args);
    }
  }

  /**
   * Shows a command that is to run others (a script): before these, where all others are shown
   * behind their end.
   */
  void begins(Session session, CommandTable.Row row, Arguments args) {
    if (row.spec().is(Flag.SKIP_MONITOR)) {
      show(session.database(), session.link().remoteAddress(), row.command(), args);
    }
  }

  private void show(int database, String client, Command command, Arguments args) {
    MonitorLine line = new MonitorLine(clock.micros(), database, client);
    for (int i = 0; i < args.argc(); i++) {
      if (command.isSecret(i, args)) {
        line.argument(REDACTED, 0, REDACTED.length);
      } else {
        line.argument(args.buffer(), args.offset(i), args.length(i));
      }
    }
    broadcast.send(line.end());
  }
}
