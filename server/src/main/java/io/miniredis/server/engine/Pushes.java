package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.pubsub.Mailbox;

/**
 * What goes to an event loop's clients and is no reply. The client whose command is running gets it
 * behind the reply, and before the next one; the others get it at once. For the loop's thread
 * alone.
 */
final class Pushes {
  private final Mailbox mailbox;
  private final ReplyWriter reply;
  private final ReplyWriter behind = new ReplyWriter();
  private final ReplyWriter inPlace = new ReplyWriter();
  private boolean putBehind;

  /**
   * @param mailbox what is on its way to the loop's clients
   * @param reply where the running command's reply goes
   */
  Pushes(Mailbox mailbox, ReplyWriter reply) {
    this.mailbox = mailbox;
    this.reply = reply;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  /** For the client whose command is running: what is to go behind its reply. */
  ReplyWriter behindReply(int protocol) {
    behind.protocol(protocol);
    return behind;
  }

  /** For the client of whose transaction a command is running: what replaces its reply. */
  ReplyWriter inPlaceOfReply(int protocol) {
    inPlace.protocol(protocol);
    return inPlace;
  }

  /** Sends what was to replace a command's reply. */
  void replace() {
    move(inPlace);
  }

  private void move(ReplyWriter from) {
    if (from.size() > 0) {
      byte[] bytes = from.toBytes();
      reply.raw(bytes, 0, bytes.length);
      from.trim();
    }
  }

  /** Has what is pushed go behind the reply from now on, or not any more. */
  void hold(boolean yes) {
    putBehind = yes;
  }

  /** Sends the client whose command is running bytes that are no reply. */
  void push(byte[] frame) {
    ReplyWriter out = putBehind ? behind : reply;
    out.raw(frame, 0, frame.length);
  }

  /**
   * Delivers messages while a command runs.
   *
   * @param behindReply whether the client's own go behind its reply, not to where that has got
   */
  void deliver(boolean behindReply) {
    putBehind = behindReply;
    mailbox.deliver();
    putBehind = false;
  }

  /** Delivers what there is when a command has run and its reply is complete. */
  void follow() {
    move(behind);
    mailbox.deliver();
  }
}
