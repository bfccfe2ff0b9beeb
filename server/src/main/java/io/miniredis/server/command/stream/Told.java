package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import java.util.ArrayList;
import java.util.List;

/**
 * What has become of a group's pending entries, for those who follow changes: which entries a
 * consumer gets depends on the time, so they are named.
 */
final class Told {
  private final Call call;
  private final int key;
  private final int group;
  private final int consumer;
  private final List<StreamId> first = new ArrayList<>(); // delivered for the first time

  /**
   * @param group the argument that names the group
   * @param consumer the argument that names the consumer
   */
  Told(Call call, int key, int group, int consumer) {
    this.call = call;
    this.key = key;
    this.group = group;
    this.consumer = consumer;
  }

  /** The consumer was made. */
  void made() {
    if (call.isFollowed()) {
      call.effect("XGROUP")
          .add("CREATECONSUMER")
          .add(call.arg(key))
          .add(call.arg(group))
          .add(call.arg(consumer))
          .end();
    }
  }

  /** A pending entry has another consumer, or was delivered again. */
  void delivered(Pending p) {
    if (call.isFollowed()) {
      claim(p.deliveredAt(), p.deliveries(), List.of(p.id()));
    }
  }

  /** An entry was delivered for the first time; told by {@link #read}. */
  void deliveredFirst(long ms, long seq) {
    if (call.isFollowed()) {
      first.add(new StreamId(ms, seq));
    }
  }

  /** The consumer has read on. */
  void read(StreamGroup state) {
    if (!call.isFollowed()) {
      return;
    }
    if (!first.isEmpty()) {
      claim(call.time(), 1, first);
      first.clear();
    }
    position(state);
  }

  /** An entry is no longer pending. */
  void gone(StreamId id) {
    if (call.isFollowed()) {
      id(call.effect("XACK").add(call.arg(key)).add(call.arg(group)), id).end();
    }
  }

  /** Up to where the group has read. */
  void position(StreamGroup state) {
    if (call.isFollowed()) {
      Effects effect = call.effect("XGROUP").add("SETID").add(call.arg(key)).add(call.arg(group));
      id(effect, state.lastDelivered()).add("ENTRIESREAD").add(state.entriesRead()).end();
    }
  }

  private void claim(long at, long deliveries, List<StreamId> ids) {
    Effects effect =
        call.effect("XCLAIM")
            .add(call.arg(key))
            .add(call.arg(group))
            .add(call.arg(consumer))
            .add(0);
    for (StreamId id : ids) {
      id(effect, id);
    }
    effect.add("TIME").add(at).add("RETRYCOUNT").add(deliveries).add("FORCE").add("JUSTID").end();
  }

  private static Effects id(Effects effect, StreamId id) {
    return effect.add(id.toString());
  }
}
