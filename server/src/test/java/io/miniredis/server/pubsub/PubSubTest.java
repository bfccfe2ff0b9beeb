package io.miniredis.server.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The registry without a server: two event loops whose time is told by hand. */
class PubSubTest {
  private final PubSub pubsub = new PubSub(2);
  private final Loop first = new Loop(pubsub.mailbox(0));
  private final Loop second = new Loop(pubsub.mailbox(1));

  /** Runs the tasks of an event loop when it is told to. */
  private static final class Loop {
    private final Mailbox mailbox;
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    Loop(Mailbox mailbox) {
      this.mailbox = mailbox;
      mailbox.bind(tasks::add);
    }

    /** Runs what has been called for; returns how many times it was. */
    int run() {
      int calls = tasks.size();
      for (int i = 0; i < calls; i++) {
        tasks.remove().run();
      }
      return calls;
    }
  }

  /** Keeps what it gets. */
  private class Client implements Subscriber {
    private final Subscriptions subscriptions;
    private final int protocol;
    private final List<byte[]> frames = new ArrayList<>();

    Client(Loop loop, int protocol) {
      this.protocol = protocol;
      subscriptions = pubsub.subscriptions(this, loop.mailbox);
    }

    Client to(Kind kind, String... names) {
      for (String name : names) {
        subscriptions.add(kind, Slice.of(name));
      }
      return this;
    }

    @Override
    public int protocol() {
      return protocol;
    }

    @Override
    public void push(byte[] frame) {
      frames.add(frame);
    }

    /** What came since the last call, each message's last word. */
    List<String> taken() {
      List<String> words = new ArrayList<>();
      for (byte[] frame : frames) {
        String[] lines = new String(frame, StandardCharsets.ISO_8859_1).split("\r\n");
        words.add(lines[lines.length - 1]);
      }
      frames.clear();
      return words;
    }
  }

  private int publish(String channel, String message) {
    return pubsub.publish(Slice.of(channel), Slice.of(message));
  }

  @Test
  void countsWhoGetsAMessageBeforeTheyGetIt() {
    Client a = new Client(first, 3).to(Kind.CHANNEL, "news");
    Client b = new Client(second, 2).to(Kind.CHANNEL, "news", "other").to(Kind.PATTERN, "n*", "x*");
    assertThat(publish("news", "hello")).isEqualTo(3);
    assertThat(a.frames).isEmpty();
    first.run();
    assertThat(a.taken()).containsExactly("hello");
    assertThat(b.frames).isEmpty();
    second.run();
    assertThat(b.taken()).containsExactly("hello", "hello");
    assertThat(publish("nobody's", "hello")).isEqualTo(1);
    assertThat(publish("Other", "hello")).isZero();
  }

  @Test
  void encodesAMessageOnceForEachProtocol() {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(new Client(i < 4 ? first : second, 2 + i % 2).to(Kind.CHANNEL, "c"));
    }
    publish("c", "hello");
    first.run();
    second.run();
    for (Client client : clients) {
      byte[] frame = client.frames.getFirst();
      assertThat(frame).isSameAs(clients.get(client.protocol - 2).frames.getFirst());
      String type = client.protocol == 3 ? ">" : "*";
      assertThat(new String(frame, StandardCharsets.US_ASCII))
          .isEqualTo(type + "3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$5\r\nhello\r\n");
    }
  }

  @Test
  void encodesMessagesOfPatternsAndShardChannels() {
    Client client = new Client(first, 3).to(Kind.PATTERN, "ch*").to(Kind.SHARD, "shard");
    publish("channel", "");
    assertThat(pubsub.publishToShard(Slice.of("shard"), Slice.of("0123456789"))).isEqualTo(1);
    assertThat(publish("shard", "x")).isZero();
    first.run();
    assertThat(client.frames)
        .extracting(frame -> new String(frame, StandardCharsets.US_ASCII))
        .containsExactly(
            ">4\r\n$8\r\npmessage\r\n$3\r\nch*\r\n$7\r\nchannel\r\n$0\r\n\r\n",
            ">3\r\n$8\r\nsmessage\r\n$5\r\nshard\r\n$10\r\n0123456789\r\n");
  }

  @Test
  void whoSubscribesLaterDoesNotGetWhatWasPublishedBefore() {
    Client early = new Client(first, 2).to(Kind.CHANNEL, "c");
    publish("c", "one");
    Client late = new Client(first, 2).to(Kind.CHANNEL, "c");
    assertThat(publish("c", "two")).isEqualTo(2);
    first.run();
    assertThat(early.taken()).containsExactly("one", "two");
    assertThat(late.taken()).containsExactly("two");
  }

  @Test
  void whoHasSubscribedHearsTheThousandMillionthMessageToo() {
    AtomicLong sent = new AtomicLong();
    Part part = new Part(first.mailbox, sent);
    Client client = new Client(first, 2);
    part.join(client, new Topic(ChannelName.copyOf(Slice.of("c"))));
    Message message = Message.of(Kind.CHANNEL, Slice.of("c"), Slice.of("x"));
    for (int i = 0; i < 20; i++) {
      part.send(message);
      first.run();
      assertThat(client.taken()).containsExactly("x");
      sent.addAndGet(500_000_000L << 32); // so many more that were heard
    }
  }

  @Test
  void whoUnsubscribesGetsNothingAnyMore() {
    Client stays = new Client(first, 2).to(Kind.CHANNEL, "c");
    Client goes = new Client(first, 2).to(Kind.CHANNEL, "c");
    publish("c", "one");
    goes.subscriptions.remove(Kind.CHANNEL, Slice.of("c"));
    goes.to(Kind.CHANNEL, "c");
    publish("c", "two");
    first.run();
    assertThat(goes.taken()).containsExactly("two");
    assertThat(stays.taken()).containsExactly("one", "two");
  }

  @Test
  void callsALoopOnceForABurst() {
    Client a = new Client(first, 2).to(Kind.CHANNEL, "c").to(Kind.PATTERN, "*");
    Client b = new Client(first, 2).to(Kind.CHANNEL, "c", "d");
    for (int i = 0; i < 100; i++) {
      publish("c", "m" + i);
      publish("d", "m" + i);
    }
    assertThat(first.run()).isEqualTo(1);
    assertThat(second.run()).isZero();
    assertThat(a.taken()).hasSize(300);
    assertThat(b.taken()).hasSize(200);
    publish("c", "again");
    assertThat(first.run()).isEqualTo(1);
  }

  @Test
  void mailThatComesDuringARoundIsLeftForTheNext() {
    Client a = new Client(first, 2).to(Kind.CHANNEL, "c");
    Client echo =
        new Client(first, 2) {
          @Override
          public void push(byte[] frame) {
            super.push(frame);
            publish("c", "echo");
          }
        };
    echo.to(Kind.CHANNEL, "d");
    publish("d", "x");
    publish("c", "y");
    first.run();
    assertThat(a.taken()).containsExactly("y");
    first.run();
    assertThat(a.taken()).containsExactly("echo");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromTheirMail() {
    Client before = new Client(first, 2).to(Kind.CHANNEL, "c");
    Client bad =
        new Client(first, 2) {
          @Override
          public void push(byte[] frame) {
            throw new IllegalStateException("as this test has it");
          }
        };
    bad.to(Kind.CHANNEL, "d");
    publish("d", "x");
    publish("c", "y");
    first.run();
    assertThat(before.taken()).containsExactly("y");
    assertThat(io.miniredis.server.testing.TestLogs.takeErrors()).hasSize(1);
  }

  @Test
  void forgetsWhatNobodyIsSubscribedTo() {
    Client a = new Client(first, 2).to(Kind.CHANNEL, "c", "d").to(Kind.PATTERN, "*");
    Client b = new Client(second, 2).to(Kind.CHANNEL, "c").to(Kind.SHARD, "s");
    assertThat(pubsub.count(Kind.CHANNEL)).isEqualTo(2);
    assertThat(pubsub.subscribers(Kind.CHANNEL, Slice.of("c"))).isEqualTo(2);
    assertThat(pubsub.subscribers()).isEqualTo(2);
    a.subscriptions.removeAll();
    assertThat(pubsub.count(Kind.CHANNEL)).isEqualTo(1);
    assertThat(pubsub.count(Kind.PATTERN)).isZero();
    assertThat(pubsub.subscribers(Kind.CHANNEL, Slice.of("c"))).isEqualTo(1);
    assertThat(pubsub.subscribers(Kind.CHANNEL, Slice.of("d"))).isZero();
    assertThat(pubsub.subscribers()).isEqualTo(1);
    assertThat(pubsub.isListenedTo()).isTrue();
    b.subscriptions.remove(Kind.CHANNEL, Slice.of("c"));
    assertThat(pubsub.isListenedTo()).as("but to a shard channel").isFalse();
    b.subscriptions.removeAll();
    assertThat(pubsub.subscribers()).isZero();
    assertThat(pubsub.count(Kind.SHARD)).isZero();
  }

  @Test
  void manyJoinAndLeaveOneChannelAtTheCostOfOneEach() {
    int many = 200_000; // in time that grows with the square this would take minutes
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      clients.add(new Client(i % 2 == 0 ? first : second, 2).to(Kind.CHANNEL, "c"));
    }
    assertThat(publish("c", "x")).isEqualTo(many);
    first.run();
    second.run();
    assertThat(clients).allSatisfy(client -> assertThat(client.taken()).containsExactly("x"));
    for (int i = 0; i < many; i += 3) {
      clients.get(i).subscriptions.removeAll();
    }
    int left = many - (many + 2) / 3;
    assertThat(publish("c", "y")).isEqualTo(left);
    first.run();
    second.run();
    assertThat(clients.stream().filter(client -> !client.taken().isEmpty()).count())
        .isEqualTo(left);
  }

  @Test
  void isCrowdedFromTooMuchMailUntilHalfOfItIsDelivered() {
    new Client(first, 2).to(Kind.CHANNEL, "c");
    int[] over = {0};
    pubsub.whenUncrowded(() -> over[0]++);
    String megabyte = "x".repeat(1 << 20);
    for (int i = 0; i < 3; i++) {
      publish("c", megabyte);
    }
    assertThat(pubsub.isCrowded()).isFalse();
    publish("c", megabyte);
    assertThat(pubsub.isCrowded()).isTrue();
    assertThat(over[0]).isZero();
    first.run();
    assertThat(pubsub.isCrowded()).isFalse();
    assertThat(over[0]).isEqualTo(1);
  }

  @Test
  void anyBytesAreAName() {
    byte[] name = {0, -1, '\r', '\n'};
    Client client = new Client(first, 2);
    client.subscriptions.add(Kind.CHANNEL, Slice.of(name));
    name[0] = 1; // what was given is copied
    assertThat(pubsub.publish(Slice.of(name), Slice.of("x"))).isZero();
    name[0] = 0;
    assertThat(pubsub.publish(Slice.of(name), Slice.of("x"))).isEqualTo(1);
    assertThat(publish("", "x")).isZero();
    client.to(Kind.CHANNEL, "").to(Kind.PATTERN, "*", "");
    assertThat(publish("", "x")).isEqualTo(2);
  }
}
