package io.miniredis.server.command.connection;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the protocol, proves to be a user and names the connection if asked, and replies with
 * what this server is.
 *
 * <p>Checked in this order: the protocol's version, each option with the characters of a name, name
 * and password, that the client is authenticated by now. Only then anything but that changes.
 */
final class Hello implements Command {
  static final Spec SPEC =
      Spec.command("HELLO", Group.CONNECTION)
          .summary("Chooses the protocol, and tells what this server is.")
          .usage("[protover [AUTH username password] [SETNAME clientname]]")
          .arity(-1)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NO_AUTH, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError NO_VERSION =
      CommandError.of("ERR Protocol version is not an integer or out of range");
  private static final CommandError UNKNOWN_VERSION =
      CommandError.of("NOPROTO unsupported protocol version");
  private static final CommandError NOT_AUTHENTICATED =
      CommandError.of(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
              + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
              + " select the RESP protocol version at the same time");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Session session = call.session();
    int version = call.argc() == 1 ? session.protocol() : version(call);
    int auth = 0;
    String name = null;
    for (int i = 2; i < call.argc(); i++) {
      Slice option = call.arg(i);
      if (option.is("AUTH") && i + 2 < call.argc()) {
        auth = i;
        i += 2;
      } else if (option.is("SETNAME") && i + 1 < call.argc()) {
        name = PrintableText.name(call.arg(++i));
      } else {
        throw CommandError.of("ERR Syntax error in HELLO option '" + option + "'");
      }
    }
    if (auth > 0) {
      Auth.prove(call, call.arg(auth + 1), call.arg(auth + 2));
    }
    greet(call, version, name);
  }

  private static int version(Call call) {
    long version = call.longArg(1, NO_VERSION);
    if (version != 2 && version != 3) {
      throw UNKNOWN_VERSION;
    }
    return (int) version;
  }

  private static void greet(Call call, int version, @Nullable String name) {
    Session session = call.session();
    if (!session.authenticated() && call.engine().users().needPassword()) {
      throw NOT_AUTHENTICATED;
    }
    if (name != null) {
      session.name(name);
    }
    session.protocol(version);
    ReplyWriter reply = call.reply();
    reply.protocol(version);
    reply.map(7);
    reply.bulk("server");
    reply.bulk("redis");
    reply.bulk("version");
    reply.bulk(RedisVersion.TEXT);
    reply.bulk("proto");
    reply.integer(version);
    reply.bulk("id");
    reply.integer(session.id());
    reply.bulk("mode");
    reply.bulk("standalone");
    reply.bulk("role");
    reply.bulk("master");
    reply.bulk("modules");
    reply.array(0);
  }

  @Override
  public boolean isSecret(int index, Arguments args) {
    if (index == 0 || args.argIs(index, "AUTH") || args.argIs(index, "SETNAME")) {
      return index > 1 && isValue(index, args);
    }
    boolean isVersion = index == 1 && args.arg(1).length() == 1;
    boolean isName = index > 2 && args.argIs(index - 1, "SETNAME") && !isValue(index - 1, args);
    return !isVersion && !isName; // what has no place may be a password that has lost its own
  }

  /** Whether an argument is a name or password behind AUTH. */
  private static boolean isValue(int index, Arguments args) {
    int i = 1;
    while (i < index) {
      if (args.argIs(i, "AUTH")) {
        if (index <= i + 2) {
          return true;
        }
        i += 3;
      } else {
        i += args.argIs(i, "SETNAME") ? 2 : 1;
      }
    }
    return false;
  }
}
