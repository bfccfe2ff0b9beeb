package io.miniredis.server.pubsub;

/** That a subscriber gets the messages of a topic. Belongs to the subscriber's event loop. */
final class Subscription {
  final Subscriber subscriber;
  final Topic topic;
  final Part part;

  /** The number of the first message that it gets; of a later one when that is long ago. */
  int since;

  /** Its place among those of its part. */
  int index;

  Subscription(Subscriber subscriber, Topic topic, Part part, int since) {
    this.subscriber = subscriber;
    this.topic = topic;
    this.part = part;
    this.since = since;
  }
}
