package io.miniredis.server.command.pubsub;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.pubsub.Kind;
import io.miniredis.server.pubsub.Subscriptions;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What subscribing to channels, patterns and shard channels has in common. Its replies, one for
 * each name, are sent to clients too that want no replies.
 */
final class Subscribing {
  private Subscribing() {}

  /** Subscribes to every argument. */
  static void subscribe(Call call, Kind kind) {
    Subscriptions subscriptions = call.subscriptions();
    for (int i = 1; i < call.argc(); i++) {
      subscriptions.add(kind, call.arg(i));
      confirm(call, kind, kind.subscribed(), call.arg(i));
    }
  }

  /** Ends the subscription to every argument, or all if there is none. */
  static void unsubscribe(Call call, Kind kind) {
    call.deliverMail(); // what has counted this client comes before it is told that nothing will
    Subscriptions subscriptions = call.subscriptions();
    for (int i = 1; i < call.argc(); i++) {
      subscriptions.remove(kind, call.arg(i));
      confirm(call, kind, kind.unsubscribed(), call.arg(i));
    }
    if (call.argc() == 1 && subscriptions.count(kind) == 0) {
      confirm(call, kind, kind.unsubscribed(), null);
    } else if (call.argc() == 1) {
      subscriptions.removeAll(kind, name -> confirm(call, kind, kind.unsubscribed(), name));
    }
  }

  private static void confirm(Call call, Kind kind, String word, @Nullable Slice name) {
    ReplyWriter out = call.pushes();
    out.push(3);
    out.bulk(word);
    if (name == null) {
      out.nil();
    } else {
      out.bulk(name.array(), name.offset(), name.length());
    }
    out.integer(call.subscriptions().toldCount(kind));
  }
}
