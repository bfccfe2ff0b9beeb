package io.miniredis.server.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private final PubSub pubsub = new PubSub(2);
  private final Broadcast broadcast = new Broadcast();

  /** Remembers what it gets. */
  private static final class Listener implements Subscriber {
    private final List<byte[]> got = new ArrayList<>();
    private final int protocol;

    Listener(int protocol) {
      this.protocol = protocol;
    }

    @Override
    public int protocol() {
      return protocol;
    }

    @Override
    public void push(byte[] frame) {
      got.add(frame);
    }
  }

  @Test
  void allGetTheSameBytes() {
    Listener one = new Listener(2);
    Listener other = new Listener(3);
    broadcast.join(one, pubsub.mailbox(0));
    broadcast.join(other, pubsub.mailbox(1));
    byte[] frame = {'+', 'a'};
    broadcast.send(frame);
    assertThat(one.got).isEmpty();
    pubsub.mailbox(0).deliver();
    pubsub.mailbox(1).deliver();
    assertThat(one.got).containsExactly(frame);
    assertThat(other.got).containsExactly(frame);
  }

  @Test
  void whatWasSentBeforeIsNotForWhoComes() {
    broadcast.join(new Listener(2), pubsub.mailbox(0));
    broadcast.send(new byte[] {'a'});
    Listener late = new Listener(2);
    broadcast.join(late, pubsub.mailbox(0));
    pubsub.mailbox(0).deliver();
    assertThat(late.got).isEmpty();
  }

  @Test
  void whoHasLeftGetsNothing() {
    Listener listener = new Listener(2);
    Broadcast.Membership membership = broadcast.join(listener, pubsub.mailbox(0));
    assertThat(broadcast.hasMembers()).isTrue();
    broadcast.send(new byte[] {'a'});
    membership.end();
    pubsub.mailbox(0).deliver();
    assertThat(listener.got).isEmpty();
    assertThat(broadcast.hasMembers()).isFalse();
  }
}
