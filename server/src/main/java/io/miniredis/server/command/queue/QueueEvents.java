package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Event;

/** What happens to queues, as keyspace notifications name it. */
final class QueueEvents {
  static final Event CREATE = Event.module("q.create");

  /** Something was done again. */
  static final Event APPLY = Event.module("q.apply");

  static final Event PUT = Event.module("q.put");
  static final Event GET = Event.module("q.get");
  static final Event DONE = Event.module("q.done");
  static final Event FAIL = Event.module("q.fail");
  static final Event RELEASE = Event.module("q.release");
  static final Event EXTEND = Event.module("q.extend");
  static final Event DEAD = Event.module("q.dead");

  /** The delay of a job is over. */
  static final Event READY = Event.module("q.ready");

  /** The lease of a job has ended. */
  static final Event EXPIRE = Event.module("q.expire");

  static final Event SHUTDOWN = Event.module("q.shutdown");
  static final Event PAUSE = Event.module("q.pause");
  static final Event RESUME = Event.module("q.resume");
  static final Event RETRY = Event.module("q.retry");
  static final Event PURGE = Event.module("q.purge");
  static final Event REPEAT = Event.module("q.repeat");
  static final Event UNREPEAT = Event.module("q.unrepeat");

  private QueueEvents() {}
}
