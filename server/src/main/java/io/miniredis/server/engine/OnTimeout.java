package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;

/** Writes what a blocking command replies when it has waited in vain, or may not wait. */
@FunctionalInterface
public interface OnTimeout {
  OnTimeout NIL = ReplyWriter::nil;
  OnTimeout NIL_ARRAY = ReplyWriter::nilArray;
  OnTimeout ZERO = reply -> reply.integer(0);

  void reply(ReplyWriter reply);
}
