package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.rdb.DumpPayload;
import io.miniredis.server.persistence.rdb.RdbInput;
import io.miniredis.server.persistence.rdb.RdbVisitor;
import io.miniredis.server.persistence.rdb.ValueReader;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts under a key what DUMP told, here or in a Redis server of any version up to 7.4. The time to
 * live is in milliseconds from now, or with ABSTTL since the epoch; 0 is none. A time that has
 * passed already leaves no key.
 *
 * <p>Checked in this order: the options one by one with their numbers, IDLETIME and FREQ excluding
 * each other; that the key does not exist, unless REPLACE is given; the time to live; version and
 * checksum of the payload; everything in it.
 */
final class Restore implements Command {
  static final Spec SPEC =
      Spec.command("RESTORE", Group.GENERIC)
          .summary("Puts under a key what DUMP has told.")
          .usage("key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]")
          .arity(-4)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .acl(AclCategory.DANGEROUS, AclCategory.KEYSPACE)
          .keys(overwrite(1, UPDATE))
          .since("2.6.0")
          .complexity("O(N) for N bytes of the value")
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

  private static final CommandError BUSY_KEY =
      CommandError.of("BUSYKEY Target key name already exists.");
  private static final CommandError BAD_TTL =
      CommandError.of("ERR Invalid TTL value, must be >= 0");
  private static final CommandError BAD_IDLE_TIME =
      CommandError.of("ERR Invalid IDLETIME value, must be >= 0");
  private static final CommandError BAD_FREQUENCY =
      CommandError.of("ERR Invalid FREQ value, must be >= 0 and <= 255");
  private static final CommandError BAD_FOOTER =
      CommandError.of("ERR DUMP payload version or checksum are wrong");
  private static final CommandError BAD_FORMAT = CommandError.of("ERR Bad data format");
  private static final Event RESTORED = Event.generic("restore");
  private static final int MAX_FREQUENCY = 255;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean replace = false;
    boolean absolute = false;
    long idle = RdbVisitor.UNTOLD;
    long frequency = RdbVisitor.UNTOLD;
    for (int i = 4; i < call.argc(); i++) {
      boolean more = i + 1 < call.argc();
      if (call.argIs(i, "REPLACE")) {
        replace = true;
      } else if (call.argIs(i, "ABSTTL")) {
        absolute = true;
      } else if (call.argIs(i, "IDLETIME") && more && frequency == RdbVisitor.UNTOLD) {
        idle = call.longArg(++i);
        require(idle >= 0, BAD_IDLE_TIME);
      } else if (call.argIs(i, "FREQ") && more && idle == RdbVisitor.UNTOLD) {
        frequency = call.longArg(++i);
        require(frequency >= 0 && frequency <= MAX_FREQUENCY, BAD_FREQUENCY);
      } else {
        throw CommandError.SYNTAX;
      }
    }
    require(replace || !call.has(1), BUSY_KEY);
    long ttl = call.longArg(2);
    require(ttl >= 0, BAD_TTL);
    Slice text = new Slice();
    Value value = read(call, text);
    long expiry = ttl == 0 ? Record.NO_EXPIRY : absolute ? ttl : ttl + call.now();
    if (ttl != 0 && expiry <= call.now()) {
      if (call.delete(1)) {
        call.changed(1, Event.DEL);
        tellDeleted(call);
      }
    } else {
      put(call, value, text, expiry);
      call.access(1, idle, (int) frequency);
      call.changed(1, RESTORED);
      if (call.isFollowed()) {
        tell(call, expiry, idle, frequency);
      }
    }
    call.reply().simple(Replies.OK);
  }

  private static void require(boolean right, CommandError otherwise) {
    if (!right) {
      throw otherwise;
    }
  }

  private static @Nullable Value read(Call call, Slice text) {
    RdbInput in = DumpPayload.open(call.arg(3));
    if (in == null) {
      throw BAD_FOOTER;
    }
    try {
      Value value = new ValueReader(call.engine().limits()).read(in.readByte(), in, text);
      if (in.remaining() == 0 && (value == null || !value.isEmpty())) {
        return value;
      }
    } catch (IOException e) {
      LOG.debug("RESTORE refuses its payload: {}", e.getMessage());
    }
    throw BAD_FORMAT;
  }

  private static void tellDeleted(Call call) {
    if (call.isFollowed()) {
      call.effect("DEL").add(call.arg(1)).end();
    }
  }

  private static void tell(Call call, long expiry, long idle, long frequency) {
    Effects effect = call.effect("RESTORE").add(call.arg(1));
    effect.add(expiry == Record.NO_EXPIRY ? 0 : expiry).add(call.arg(3));
    effect.add("REPLACE").add("ABSTTL");
    if (idle != RdbVisitor.UNTOLD) {
      effect.add("IDLETIME").add(idle);
    }
    if (frequency != RdbVisitor.UNTOLD) {
      effect.add("FREQ").add(frequency);
    }
    effect.end();
  }

  private static void put(Call call, @Nullable Value value, Slice text, long expiry) {
    call.delete(1); // also whatever it told of its use
    if (value == null) {
      call.setString(1, text.array(), text.offset(), text.length(), expiry);
    } else {
      call.put(1, value, expiry);
    }
  }
}
