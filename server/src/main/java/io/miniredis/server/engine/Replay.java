package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Does changes of the past again, as a {@link ChangeLog} has told them. Nothing expires meanwhile,
 * as what went is told. No gate is passed and no client is served.
 */
public final class Replay {
  /** The time that commands take for now, so that nothing has expired. */
  static final long BEFORE_ALL = 0;

  private final Engine engine;
  private final Dispatcher dispatcher;
  private final Session session;
  private final ReplyWriter reply = new ReplyWriter();
  private final Call call;

  public Replay(Engine engine) {
    this.engine = engine;
    this.session = new Session(0, Nobody.INSTANCE, engine.users(), engine.clock().millis());
    session.authenticate(engine.users().unlimited());
    this.dispatcher = new Dispatcher(engine, engine.pubsub().mailbox(0));
    this.call = new Call(engine, dispatcher, reply, Call.Mode.NESTED);
  }

  /** Has work done that no other command comes between. */
  public <T> T alone(Callable<T> work) throws Exception {
    dispatcher.readClock();
    dispatcher.access().configure();
    engine.shards().lock(engine.shards().all());
    try {
      return work.call();
    } finally {
      engine.changeLog().unit().clear(); // it has been told
      engine.shards().unlock(engine.shards().all());
      call.forget();
    }
  }

  /**
   * Runs a command, of {@code argc} arguments in {@code buffer}; its name is the first. Only within
   * {@link #alone}.
   *
   * @return what is wrong with it, or null
   */
  public @Nullable String run(byte[] buffer, int[] offsets, int[] lengths, int argc) {
    call.show(buffer, offsets, lengths, 0, argc);
    CommandTable.Row row = engine.commands().find(buffer, offsets[0], lengths[0]);
    CommandTable subcommands = row == null ? null : row.subcommands();
    if (subcommands != null && argc > 1) {
      row = subcommands.find(buffer, offsets[1], lengths[1]);
    }
    if (row == null) {
      return "unknown command '" + call.arg(0) + "'";
    }
    if (!row.spec().acceptsCount(argc)) {
      return "wrong number of arguments for '" + row.spec().fullName() + "'";
    }
    reply.clear();
    dispatcher.bodies().runInner(call, row, reply, session, BEFORE_ALL);
    return error();
  }

  private @Nullable String error() {
    byte[] bytes = reply.toBytes();
    return bytes.length > 0 && bytes[0] == '-'
        ? new String(bytes, 1, bytes.length - 3, StandardCharsets.UTF_8)
        : null;
  }
}
