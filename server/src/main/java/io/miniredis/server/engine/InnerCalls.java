package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.acl.Denial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands that another command calls, on behalf of its client: those of scripts. The calling
 * command has all shards locked. The gates that depend on a client's state are not passed again;
 * what a script may call is for the caller to decide. Used by one event loop.
 */
public final class InnerCalls {
  private static final int KEPT = 64 * 1024;

  /** Bytes of a reply: it is there twice while it is read, and a third time as values. */
  private static final long MAX_REPLY = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final Engine engine;
  private final Dispatcher dispatcher;
  private final ReplyWriter reply = new ReplyWriter(MAX_REPLY);
  private final Call call;
  private byte[] bytes = new byte[256];
  private int[] offsets = new int[8];
  private int[] lengths = new int[8];
  private int size;
  private int count;

  InnerCalls(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.dispatcher = dispatcher;
    this.call = new Call(engine, dispatcher, reply, Call.Mode.NESTED);
  }

  /** Begins a command without any argument. */
  public void begin() {
    size = 0;
    count = 0;
  }

  /** Adds an argument, the command's name being the first. */
  public void add(byte[] argument) {
    int length = argument.length;
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    System.arraycopy(argument, 0, bytes, size, length);
    offsets[count] = size;
    lengths[count] = length;
    size += length;
    count++;
  }

  /** The number of arguments, the command's name counted. */
  public int count() {
    return count;
  }

  /** The command, or subcommand, that the arguments name; null if there is none. */
  public CommandTable.@Nullable Row find() {
    CommandTable.Row row = engine.commands().find(bytes, offsets[0], lengths[0]);
    if (row == null || count == 1) {
      return row;
    }
    CommandTable subcommands = row.subcommands();
    return subcommands == null ? row : subcommands.find(bytes, offsets[1], lengths[1]);
  }

  /** What is denied to the session's user of the command that the arguments make; it is noted. */
  public @Nullable Denial denial(CommandTable.Row row, Session session) {
    call.show(bytes, offsets, lengths, 0, count);
    return session.user().isUnlimited() ? null : dispatcher.denialOf(session, row, call);
  }

  /** Whether the session's user may run the command that the arguments make. */
  public boolean isAllowed(CommandTable.Row row, Session session) {
    call.show(bytes, offsets, lengths, 0, count);
    return new Permissions().check(session.user(), row, call) == null;
  }

  /**
   * Runs a command that accepts the number of arguments. Its reply, in the protocol of the session,
   * is held until the next one runs.
   */
  public void run(CommandTable.Row row, Session session, long now) {
    reply.clear();
    reply.protocol(session.protocol());
    call.show(bytes, offsets, lengths, 0, count);
    dispatcher.bodies().runInner(call, row, reply, session, now);
  }

  /** The reply of the last command. */
  public ReplyWriter reply() {
    return reply;
  }

  /** Forgets the commands so far, and gives back what very large ones or their replies took. */
  void forget() {
    if (count == 0) {
      return;
    }
    count = 0;
    reply.clear();
    call.forget();
    if (bytes.length > KEPT) {
      bytes = new byte[256];
    }
    if (offsets.length > KEPT) {
      offsets = new int[8];
      lengths = new int[8];
    }
  }
}
