package io.miniredis.server.command.scripting;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.FunctionLibrary;
import io.miniredis.server.scripting.LibraryFunction;
import io.miniredis.server.scripting.ScriptFlag;
import io.miniredis.server.scripting.Scripting;
import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Replies with what there is: for each library its name, engine, functions with their flags, and
 * its code WITHCODE. LIBRARYNAME takes a glob that need not match in case.
 */
final class FunctionList implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION LIST", Group.SCRIPTING)
          .summary("Tells which libraries and functions there are.")
          .usage("[LIBRARYNAME library-name-pattern] [WITHCODE]")
          .arity(-2)
          .flags(Flag.NOSCRIPT)
          .tips("nondeterministic_output_order")
          .since("7.0.0")
          .complexity("O(N) where N is the number of functions")
          .locksAll()
          .build();

  private static final CommandError NO_NAME =
      CommandError.of("ERR library name argument was not given");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean withCode = false;
    int pattern = 0;
    for (int i = 2; i < call.argc(); i++) {
      if (!withCode && call.argIs(i, "WITHCODE")) {
        withCode = true;
      } else if (pattern == 0 && call.argIs(i, "LIBRARYNAME")) {
        if (i + 1 == call.argc()) {
          throw NO_NAME;
        }
        pattern = ++i;
      } else {
        throw CommandError.of("ERR Unknown argument " + call.arg(i));
      }
    }
    ReplyWriter reply = call.reply();
    long list = reply.beginArray();
    int count = 0;
    for (FunctionLibrary library : Scripting.of(call.engine()).libraries().all()) {
      if (pattern == 0 || matches(call.arg(pattern), library.name())) {
        write(reply, library, withCode);
        count++;
      }
    }
    reply.endArray(list, count);
  }

  private static boolean matches(Slice pattern, String name) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    return GlobPattern.matches(
        pattern.array(), pattern.offset(), pattern.length(), text, 0, text.length, true);
  }

  private static void write(ReplyWriter reply, FunctionLibrary library, boolean withCode) {
    reply.map(withCode ? 4 : 3);
    reply.bulk("library_name");
    reply.bulk(library.name());
    reply.bulk("engine");
    reply.bulk("LUA");
    reply.bulk("functions");
    reply.array(library.functions().size());
    for (LibraryFunction function : library.functions()) {
      write(reply, function);
    }
    if (withCode) {
      reply.bulk("library_code");
      reply.bulk(library.code().bytes());
    }
  }

  private static void write(ReplyWriter reply, LibraryFunction function) {
    reply.map(3);
    reply.bulk("name");
    reply.bulk(function.name());
    reply.bulk("description");
    byte[] description = function.description();
    if (description == null) {
      reply.nil();
    } else {
      reply.bulk(description);
    }
    reply.bulk("flags");
    List<ScriptFlag> flags = function.flags().list();
    reply.set(flags.size());
    for (ScriptFlag flag : flags) {
      reply.simple(flag.label());
    }
  }
}
