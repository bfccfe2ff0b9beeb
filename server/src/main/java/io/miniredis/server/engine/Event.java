package io.miniredis.server.engine;

/**
 * What happened to a key, as keyspace notifications name it.
 *
 * @param name the event's name, such as {@code lpush}
 * @param type the class of events it belongs to
 */
public record Event(String name, Type type) {
  /** Classes of events, each with its letter in notify-keyspace-events. */
  public enum Type {
    GENERIC('g'),
    STRING('$'),
    LIST('l'),
    SET('s'),
    HASH('h'),
    ZSET('z'),
    EXPIRED('x'),
    EVICTED('e'),
    STREAM('t'),
    KEY_MISS('m'),
    MODULE('d'),
    NEW('n');

    private final char letter;

    Type(char letter) {
      this.letter = letter;
    }

    public char letter() {
      return letter;
    }
  }

  public static final Event DEL = generic("del");
  public static final Event EXPIRE = generic("expire");
  public static final Event PERSIST = generic("persist");
  public static final Event EXPIRED = new Event("expired", Type.EXPIRED);
  static final Event ELEMENTS_EXPIRED = hash("hexpired");
  public static final Event EVICTED = new Event("evicted", Type.EVICTED);

  /**
   * A change that Redis tells nobody of: it is accounted and logged, but makes no keyspace event
   * and no WATCH fail.
   */
  public static final Event UNTOLD = new Event("", Type.GENERIC);

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

  public static Event sortedSet(String name) {
    return new Event(name, Type.ZSET);
  }
}
