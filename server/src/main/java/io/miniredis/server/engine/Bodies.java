package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyTooLargeException;
import io.miniredis.protocol.ReplyWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the bodies of commands whose keys are locked: sent by a client, queued in its transaction,
 * waited for, or called by another command; and makes one error of a failure. Used by one thread.
 */
final class Bodies {
  private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

  private final Engine engine;
  private final Dispatcher dispatcher;
  private final Gates gates;
  private final Clock clock;
  private final Monitors monitors;
  private final Observing observing;
  private final ReplyWriter reply;
  private final Call nested;
  private final KeyFinder keys = new KeyFinder();
  private long settled; // what stands before this mark is wanted, whatever the client said since

  Bodies(Engine engine, Dispatcher dispatcher, Gates gates) {
    this.engine = engine;
    this.dispatcher = dispatcher;
    this.gates = gates;
    this.clock = engine.clock();
    this.monitors = engine.monitors();
    this.observing = engine.observing();
    this.reply = dispatcher.reply();
    this.nested = new Call(engine, dispatcher, reply, Call.Mode.NESTED);
  }

  /** Forgets the arguments of the commands so far. */
  void forget() {
    nested.forget();
  }

  /** The mark up to which the replies of a transaction are as its client wants them; once. */
  long takeSettled() {
    long mark = settled;
    settled = 0;
    return mark;
  }

  /** Runs a command whose keys are locked. If it fails, its reply is one error. */
  Dispatcher.Outcome run(Call call, CommandTable.Row row, ReplyWriter reply, long mark) {
    Dispatcher.Outcome outcome = attempt(call, row, reply, mark);
    if (call.isToBeRepeated() && engine.changeLog().isOn()) {
      engine.changeLog().unit().repeat(call.session().database, call);
    }
    if (row.spec().remembersKeys) {
      TrackingState tracking = call.session().tracking;
      if (tracking != null && tracking.remembers()) {
        remember(call, row.spec());
      }
    }
    return outcome;
  }

  /** Runs the command of a client that has waited, if its user still may run it. */
  void runServed(Call call, CommandTable.Row row, ReplyWriter reply) {
    String refusal = gates.refusalOfServed(call.session(), row, call);
    if (refusal == null) {
      long begin = clock.nanos();
      run(call, row, reply, reply.mark());
      if (!call.isToWait()) {
        observing.served(call.session(), row, call, clock.nanos() - begin);
      }
    } else {
      refuse(row, reply, refusal);
    }
  }

  /** Refuses a command that its user may not run any more. */
  private void refuse(CommandTable.Row row, ReplyWriter reply, String line) {
    reply.error(line);
    engine.errors().count(ErrorStats.codeOf(line));
    dispatcher.stats().rejected(row.id());
  }

  /** Runs the commands of a transaction, whose keys are locked, and replies with their replies. */
  void runQueued(Session session, long now) {
    Transaction transaction = session.transaction();
    long mark = reply.mark();
    reply.array(transaction.size());
    leaveOut(session, mark);
    for (int i = 0; i < transaction.size(); i++) {
      SavedCommand command = transaction.command(i);
      boolean killed = session.closing();
      command.show(nested);
      reply.protocol(session.protocol());
      nested.begin(session, command.spec(), now);
      dispatcher.declare(nested, command.spec());
      long begin = clock.nanos();
      mark = reply.mark();
      String refusal = gates.refusalOfQueued(session, command.row, nested);
      if (refusal == null) {
        if (monitors.isOn()) {
          monitors.begins(session, command.row, nested);
        }
        run(nested, command.row, reply, mark);
        if (monitors.isOn()) {
          monitors.ran(session, command.row, nested);
          deliverIfCrowded();
        }
      } else {
        refuse(command.row, reply, refusal);
      }
      nested.end();
      long took = clock.nanos() - begin;
      dispatcher.stats().ran(command.row.id(), took, engine.tracksLatency());
      if (observing.isLong(took)) {
        observing.ran(session, command.row, nested, took);
      }
      if (killed) {
        reply.rewind(mark);
      } else {
        leaveOut(session, mark);
        dispatcher.pushes().replace();
      }
    }
    settled = reply.mark();
  }

  /** Runs a command that another one calls, whose keys are locked. */
  void runInner(Call call, CommandTable.Row row, ReplyWriter reply, Session session, long now) {
    call.begin(session, row.spec(), now);
    dispatcher.declare(call, row.spec());
    long begin = clock.nanos();
    run(call, row, reply, reply.mark());
    if (monitors.isOn()) {
      monitors.ranByScript(session.database(), row, call);
    }
    call.end();
    long took = clock.nanos() - begin;
    dispatcher.stats().ran(row.id(), took, engine.tracksLatency());
    if (observing.isLong(took)) {
      observing.ranByScript(row, call, took);
    }
    deliverIfCrowded();
  }

  private Dispatcher.Outcome attempt(
      Call call, CommandTable.Row row, ReplyWriter reply, long mark) {
    reply.bounded(!row.spec().is(Flag.WRITE)); // what changes data must not stop in the middle
    try {
      row.command().execute(call);
      return call.isToWait() ? Dispatcher.Outcome.BLOCKED : Dispatcher.Outcome.DONE;
    } catch (CommandError e) {
      fail(call, reply, mark, e.line(), e.code());
      dispatcher.stats().failed(row.id());
    } catch (Hold e) {
      reply.rewind(mark);
      return Dispatcher.Outcome.HELD;
    } catch (ReplyTooLargeException e) {
      fail(call, reply, mark, "ERR " + e.getMessage(), "ERR");
      dispatcher.stats().failed(row.id());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      reply.rewind(mark); // first of all, as memory may be short
      LOG.error("{} failed", row.spec().name(), e);
      fail(call, reply, mark, "ERR internal error: " + e.getClass().getSimpleName(), "ERR");
      dispatcher.stats().failed(row.id());
    }
    return Dispatcher.Outcome.DONE;
  }

  /** Enters the keys that a command has read among those that its client is told of. */
  private void remember(Call call, Spec spec) {
    int sole = spec.singleKey;
    if (sole > 0) {
      remember(call, sole);
      return;
    }
    keys.find(spec, call);
    for (int i = 0; i < keys.count(); i++) {
      remember(call, keys.index(i));
    }
  }

  private void remember(Call call, int key) {
    engine
        .tracking()
        .remember(
            call.session(), call.buffer(), call.offset(key), call.length(key), call.hash(key));
  }

  /** Takes back what a client does not want to hear that is in the middle of a transaction. */
  private void leaveOut(Session session, long mark) {
    Session.ReplyMode mode = session.replyMode();
    if (mode == Session.ReplyMode.OFF || mode == Session.ReplyMode.SKIP) {
      reply.rewind(mark);
    }
  }

  /** Delivers what is shown of many commands that run as one, before it is too much to keep. */
  private void deliverIfCrowded() {
    if (engine.pubsub().isCrowded()) {
      dispatcher.pushes().deliver(true);
    }
  }

  private void fail(Call call, ReplyWriter reply, long mark, String line, String code) {
    call.fail();
    reply.rewind(mark);
    reply.error(line);
    if (!code.isEmpty()) {
      engine.errors().count(code);
    }
  }
}
