package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.INCOMPLETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.command.generic.Migration.Item;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Record;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves keys to another server, or copies them with COPY; it may be a real Redis. A key is removed
 * here when the other server has said that it has it. Replies OK, or NOKEY if there is no such key.
 *
 * <p>The client waits, the server does not: what the keys hold is taken down, sent by another
 * thread, and then looked at again. A key that somebody has changed meanwhile is sent once more, so
 * no change is lost; one that changes every time stays here, and that is an error.
 *
 * <p>Checked in this order: the options one by one; that the key is the empty string where KEYS is
 * given; that timeout and database are numbers; that a key exists.
 */
final class Migrate implements Command {
  static final Spec SPEC =
      Spec.command("MIGRATE", Group.GENERIC)
          .summary("Moves keys to another server.")
          .usage(
              "host port <key | \"\"> destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2"
                  + " username password] [KEYS key [key ...]]")
          .arity(-6)
          .flags(Flag.WRITE)
          .acl(AclCategory.DANGEROUS, AclCategory.KEYSPACE)
          .keys(
              readWrite(3, ACCESS, DELETE),
              readWrite(-2, ACCESS, DELETE, INCOMPLETE)
                  .afterKeyword("KEYS")
                  .behindOptions(
                      KeySpec.leading(5),
                      new KeySpec.Option("COPY", 0),
                      new KeySpec.Option("REPLACE", 0),
                      new KeySpec.Option("AUTH", 1),
                      new KeySpec.Option("AUTH2", 2))
                  .range(-1, 1, 0))
          .tips("nondeterministic_output")
          .countsLookups()
          .since("2.6.0")
          .complexity("O(N) for N bytes of the values, here and there")
          .build();

  private static final CommandError KEY_AND_KEYS =
      CommandError.of(
          "ERR When using MIGRATE KEYS option, the key argument must be set to the empty string");
  private static final CommandError CHANGES_TOO_FAST =
      CommandError.of("TRYAGAIN A key changes faster than it can be sent; it stays here");
  private static final byte[] AUTH = TargetSocket.ascii("AUTH");
  private static final long USUAL_TIMEOUT = 1000;
  private static final int MOST_ROUNDS = 5;
  private static final int KEY = 3;
  private static final int FIRST_OPTION = 6;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Options options = new Options(call);
    long timeout = call.longArg(5);
    long database = call.longArg(4);
    List<Item> keys = items(call, options);
    if (keys.isEmpty() && !call.isResumed()) {
      call.reply().simple("NOKEY");
      return;
    }
    Migration migration = migration(call, options, database, timeout, keys, null);
    Migration.Outcome outcome = call.slowly(migration::run);
    List<Item> changed = changed(keys, outcome, options);
    if (!changed.isEmpty() && outcome.rounds() < MOST_ROUNDS) {
      Migration again = migration(call, options, database, timeout, changed, outcome);
      outcome = call.slowly(again::run);
      changed = changed(keys, outcome, options);
    }
    if (!options.copy) {
      remove(call, keys, outcome);
    }
    tell(call, outcome, changed);
  }

  private static Migration migration(
      Call call,
      Options options,
      long database,
      long timeout,
      List<Item> keys,
      Migration.@Nullable Outcome before) {
    return new Migration(
        call.arg(1).toString(),
        port(call),
        database,
        timeout <= 0 ? USUAL_TIMEOUT : timeout,
        options.login,
        options.replace,
        keys,
        before);
  }

  /** What is no port is one that nobody listens on. */
  private static int port(Call call) {
    long port = call.arg(2).isLong() ? call.arg(2).asLong() : 0;
    return port < 0 || port > 65_535 ? 0 : (int) port;
  }

  private static List<Item> items(Call call, Options options) {
    List<Item> items = new ArrayList<>();
    for (int i = options.firstKey; i <= options.lastKey; i++) {
      if (call.isResumed() ? call.has(i) : call.exists(i)) { // a miss is told once
        long expiry = call.expiry(i);
        long ttl = expiry == Record.NO_EXPIRY ? 0 : Math.max(1, expiry - call.now());
        items.add(new Item(i, call.arg(i).toBytes(), ttl, expiry, Payloads.of(call, i)));
      }
    }
    return items;
  }

  /** The keys of which the other server has something else than what they hold now. */
  private static List<Item> changed(List<Item> keys, Migration.Outcome outcome, Options options) {
    if (options.copy || outcome.error() != null || outcome.broken() != null) {
      return List.of();
    }
    return keys.stream().filter(item -> !isTaken(item, outcome)).toList();
  }

  private static boolean isTaken(Item item, Migration.Outcome outcome) {
    Long mark = outcome.taken().get(item.arg());
    return mark != null && mark == item.mark();
  }

  private static void remove(Call call, List<Item> keys, Migration.Outcome outcome) {
    for (Item item : keys) {
      if (isTaken(item, outcome) && call.delete(item.arg())) {
        call.changed(item.arg(), Event.DEL);
        if (call.isFollowed()) {
          call.effect("DEL").add(call.arg(item.arg())).end();
        }
      }
    }
  }

  private static void tell(Call call, Migration.Outcome outcome, List<Item> changed) {
    if (outcome.error() != null) {
      throw CommandError.of(
          "ERR Target instance replied with error: " + outcome.error().substring(1));
    }
    if (outcome.broken() != null) {
      throw CommandError.of("IOERR error or timeout " + outcome.broken());
    }
    if (!changed.isEmpty()) {
      throw CHANGES_TOO_FAST;
    }
    call.reply().simple(Replies.OK);
  }

  /** Passwords are secret, whatever comes before them. */
  @Override
  public boolean isSecret(int index, Arguments args) {
    return index > FIRST_OPTION
        && (args.arg(index - 1).is("AUTH")
            || args.arg(index - 1).is("AUTH2")
            || (index > FIRST_OPTION + 1 && args.arg(index - 2).is("AUTH2")));
  }

  /** What stands behind the timeout. */
  private static final class Options {
    boolean copy;
    boolean replace;
    byte @Nullable [][] login;
    int firstKey = KEY;
    int lastKey = KEY;

    Options(Call call) {
      for (int i = FIRST_OPTION; i < call.argc(); i++) {
        int more = call.argc() - 1 - i;
        if (call.argIs(i, "COPY")) {
          copy = true;
        } else if (call.argIs(i, "REPLACE")) {
          replace = true;
        } else if (call.argIs(i, "AUTH") && more >= 1) {
          login = new byte[][] {AUTH, call.arg(++i).toBytes()};
        } else if (call.argIs(i, "AUTH2") && more >= 2) {
          login = new byte[][] {AUTH, call.arg(++i).toBytes(), call.arg(++i).toBytes()};
        } else if (call.argIs(i, "KEYS")) {
          if (!call.arg(KEY).isEmpty()) {
            throw KEY_AND_KEYS;
          }
          firstKey = i + 1;
          lastKey = call.argc() - 1;
          return;
        } else {
          throw CommandError.SYNTAX;
        }
      }
    }
  }
}
