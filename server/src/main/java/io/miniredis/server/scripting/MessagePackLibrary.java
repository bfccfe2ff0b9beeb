package io.miniredis.server.scripting;

import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import java.util.ArrayList;
import java.util.List;

/** What scripts find under the name {@code cmsgpack}. */
final class MessagePackLibrary {
  private MessagePackLibrary() {}

  static void open(Runtime rt) {
    Library.named(rt, "cmsgpack")
        .function("pack", MessagePackLibrary::pack)
        .function("unpack", t -> unpack(t, 0, 0))
        .function("unpack_one", t -> unpack(t, 1, t.integer(2, 0)))
        .function("unpack_limit", t -> unpack(t, t.integer(2), t.integer(3, 0)))
        .value("_NAME", LuaString.of("cmsgpack"))
        .value("_VERSION", LuaString.of("lua-cmsgpack 0.4.0"))
        .value("_COPYRIGHT", LuaString.of(""))
        .value("_DESCRIPTION", LuaString.of("MessagePack for scripts"));
  }

  private static int pack(LuaThread t) {
    if (t.count() == 0) {
      throw LuaError.argument(0, "MessagePack pack needs input.");
    }
    MessagePackWriter writer = new MessagePackWriter(t.runtime());
    for (int i = 1; i <= t.count(); i++) {
      writer.write(t.arg(i));
    }
    return t.ret(writer.result());
  }

  private static int unpack(LuaThread t, long limit, long offset) {
    boolean all = limit == 0 && offset == 0;
    byte[] in = t.string(1).bytes();
    if (offset < 0 || limit < 0) {
      throw LuaError.of(
          "Invalid request to unpack with offset of "
              + offset
              + " and limit of "
              + in.length
              + ".");
    }
    if (offset > in.length) {
      throw LuaError.of("Start offset " + offset + " greater than input length " + in.length + ".");
    }
    MessagePackReader reader = new MessagePackReader(t.runtime(), in, (int) offset);
    List<Object> values = new ArrayList<>();
    if (!all) {
      values.add(0.0);
    }
    for (long n = 0; reader.hasMore() && (all || n < limit); n++) {
      values.add(reader.read());
    }
    if (!all) {
      values.set(0, reader.hasMore() ? (double) reader.position() : -1.0);
    }
    return t.ret(values.toArray());
  }
}
