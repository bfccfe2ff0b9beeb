package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Call;
import io.miniredis.server.persistence.rdb.DumpPayload;
import io.miniredis.server.persistence.rdb.RdbOutput;
import io.miniredis.server.persistence.rdb.ValueWriter;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;

/** What DUMP replies and MIGRATE sends. */
final class Payloads {
  private static final Slice NO_TEXT = new Slice();

  private Payloads() {}

  /** What a key holds, which must exist. */
  static byte[] of(Call call, int arg) {
    Value value = call.peek(arg);
    Slice text = value == null ? call.peekString(arg) : null;
    RdbOutput out = new RdbOutput(true);
    out.writeByte(ValueWriter.type(value));
    new ValueWriter().write(value, text == null ? NO_TEXT : text, out);
    return DumpPayload.seal(out, ValueWriter.version(value));
  }
}
