package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.ClientType;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Session;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** What CLIENT KILL goes by: a client must pass all that was asked for. */
final class ClientFilter {
  private static final CommandError BAD_ID =
      CommandError.of("ERR client-id should be greater than 0");
  private static final CommandError BAD_AGE =
      CommandError.of("ERR maxage is not an integer or out of range");
  private static final CommandError AGE_NOT_POSITIVE =
      CommandError.of("ERR maxage should be greater than 0");

  private long id;
  private long minSeconds;
  private @Nullable String address;
  private @Nullable String localAddress;
  private @Nullable String user;
  private @Nullable ClientType type;
  private boolean skipCaller = true;

  private ClientFilter() {}

  /** Any client from this address, the caller too. */
  static ClientFilter from(Slice address) {
    ClientFilter filter = new ClientFilter();
    filter.address = address.toString();
    filter.skipCaller = false;
    return filter;
  }

  /**
   * The filters that the arguments from an index on name, each with a value behind it.
   *
   * @throws CommandError at the first that is unknown or has no valid value
   */
  static ClientFilter parse(Call call, int first) {
    ClientFilter filter = new ClientFilter();
    for (int i = first; i < call.argc(); i += 2) {
      if (i + 1 == call.argc()) {
        throw CommandError.SYNTAX;
      }
      filter.add(call, i);
    }
    return filter;
  }

  private void add(Call call, int i) {
    Slice name = call.arg(i);
    Slice value = call.arg(i + 1);
    if (name.is("ID")) {
      id = call.longArg(i + 1, 1, Long.MAX_VALUE, BAD_ID);
    } else if (name.is("MAXAGE")) {
      minSeconds = call.longArg(i + 1, BAD_AGE);
      if (minSeconds <= 0) {
        throw AGE_NOT_POSITIVE;
      }
    } else if (name.is("TYPE")) {
      type = ClientType.parse(value);
    } else if (name.is("ADDR")) {
      address = value.toString();
    } else if (name.is("LADDR")) {
      localAddress = value.toString();
    } else if (name.is("USER")) {
      if (call.engine().users().find(value.toString()) == null) {
        throw CommandError.of("ERR No such user '" + value + "'");
      }
      user = value.toString();
    } else if (name.is("SKIPME") && (value.is("YES") || value.is("NO"))) {
      skipCaller = value.is("YES");
    } else {
      throw CommandError.SYNTAX;
    }
  }

  boolean matches(Session session, Call call) {
    return (id == 0 || id == session.id())
        && (type == null || type == session.type())
        && (user == null || user.equals(session.user().name()))
        && (minSeconds == 0 || (call.now() - session.createdMillis()) / 1000 >= minSeconds)
        && (!skipCaller || session != call.session())
        && (address == null || address.equals(session.link().remoteAddress()))
        && (localAddress == null || localAddress.equals(session.link().localAddress()));
  }
}
