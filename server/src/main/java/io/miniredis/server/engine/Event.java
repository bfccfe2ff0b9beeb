package io.miniredis.server.engine;

import io.miniredis.server.config.KeyspaceEvents;

/**
 * What happened to a key, as keyspace notifications name it.
 *
 * @param name the event's name, such as {@code lpush}
 * @param type the class of events it belongs to
 * @param effect whom it concerns besides those who are notified
 */
public record Event(String name, Type type, Effect effect) {
  /** Whom an event concerns. */
  public enum Effect {
    /** Nobody: what the key holds is the same to those who watch it or wait for it. */
    NONE,

    /** Clients that wait for the key look after it. */
    WAKES,

    /** These, and WATCH fails. */
    CHANGES
  }

  /** An event that changes what the key holds. */
  public Event(String name, Type type) {
    this(name, type, Effect.CHANGES);
  }

  /** Classes of events, as notify-keyspace-events tells them apart. */
  public enum Type {
    GENERIC(KeyspaceEvents.GENERIC),
    STRING(KeyspaceEvents.STRING),
    LIST(KeyspaceEvents.LIST),
    SET(KeyspaceEvents.SET),
    HASH(KeyspaceEvents.HASH),
    ZSET(KeyspaceEvents.ZSET),
    EXPIRED(KeyspaceEvents.EXPIRED),
    EVICTED(KeyspaceEvents.EVICTED),
    STREAM(KeyspaceEvents.STREAM),
    MODULE(KeyspaceEvents.MODULE),
    KEY_MISS(KeyspaceEvents.KEY_MISS),
    NEW(KeyspaceEvents.NEW);

    private final int bit;

    Type(int bit) {
      this.bit = bit;
    }

    /** The class as one of the bits of {@link KeyspaceEvents}. */
    int bit() {
      return bit;
    }
  }

  public static final Event DEL = generic("del");
  public static final Event EXPIRE = generic("expire");
  public static final Event PERSIST = generic("persist");
  public static final Event EXPIRED = new Event("expired", Type.EXPIRED);
  static final Event ELEMENTS_EXPIRED = hash("hexpired");
  public static final Event EVICTED = new Event("evicted", Type.EVICTED);

  /** A key was made that did not exist; told before what made it. */
  static final Event NEW = new Event("new", Type.NEW);

  /** A key was asked for that does not exist. */
  static final Event KEY_MISS = new Event("keymiss", Type.KEY_MISS);

  /**
   * A change that Redis tells nobody of: it is accounted and logged, but makes no keyspace event
   * and no WATCH fail.
   */
  public static final Event UNTOLD = new Event("", Type.GENERIC, Effect.NONE);

  /** A change that is not told either, but that clients may wait for. */
  public static final Event AVAILABLE = new Event("", Type.GENERIC, Effect.WAKES);

  /** A change that has no name, so makes no keyspace event; but WATCH sees it. */
  public static final Event UNNAMED = new Event("", Type.STRING);

  public static Event generic(String name) {
    return new Event(name, Type.GENERIC);
  }

  public static Event string(String name) {
    return new Event(name, Type.STRING);
  }

  public static Event list(String name) {
    return new Event(name, Type.LIST);
  }

  public static Event set(String name) {
    return new Event(name, Type.SET);
  }

  public static Event hash(String name) {
    return new Event(name, Type.HASH);
  }

  public static Event stream(String name) {
    return new Event(name, Type.STREAM);
  }

  /** An event of a type that Redis does not have; its events of modules stand for them. */
  public static Event module(String name) {
    return new Event(name, Type.MODULE);
  }

  /** The same event with another effect. */
  public Event with(Effect other) {
    return new Event(name, type, other);
  }

  public static Event sortedSet(String name) {
    return new Event(name, Type.ZSET);
  }
}
