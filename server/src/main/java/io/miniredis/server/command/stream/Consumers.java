package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;

/** Consumers come to be when they are first named. */
final class Consumers {
  static final Event CREATED = Event.stream("xgroup-createconsumer").with(Event.Effect.NONE);

  private Consumers() {}

  /** The consumer of a name, made and announced if there is none; seen now. */
  static StreamConsumer seen(Call call, int key, StreamGroup group, int name, Told told) {
    StreamConsumer consumer = group.consumer(call.arg(name));
    if (consumer == null) {
      consumer = group.create(call.arg(name), call.time());
      call.changed(key, CREATED);
      told.made();
    }
    consumer.seen(call.time());
    return consumer;
  }
}
