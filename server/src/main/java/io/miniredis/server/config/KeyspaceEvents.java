package io.miniredis.server.config;

/**
 * The classes of keyspace events that are published, as the letters of {@code
 * notify-keyspace-events} say.
 *
 * @param bits the sum of the constants of this record
 */
public record KeyspaceEvents(int bits) {
  /** {@code K}: to the channel of the key. */
  public static final int KEYSPACE = 1;

  /** {@code E}: to the channel of the event. */
  public static final int KEYEVENT = 1 << 1;

  /** {@code g}: commands that go for any type, such as DEL and EXPIRE. */
  public static final int GENERIC = 1 << 2;

  /** {@code $}. */
  public static final int STRING = 1 << 3;

  /** {@code l}. */
  public static final int LIST = 1 << 4;

  /** {@code s}. */
  public static final int SET = 1 << 5;

  /** {@code h}. */
  public static final int HASH = 1 << 6;

  /** {@code z}. */
  public static final int ZSET = 1 << 7;

  /** {@code x}: a key expired. */
  public static final int EXPIRED = 1 << 8;

  /** {@code e}: a key was evicted. */
  public static final int EVICTED = 1 << 9;

  /** {@code t}. */
  public static final int STREAM = 1 << 10;

  /** {@code m}: a key was asked for that is not there. */
  public static final int KEY_MISS = 1 << 11;

  /** {@code d}: events of modules. */
  public static final int MODULE = 1 << 12;

  /** {@code n}: a key was created. */
  public static final int NEW = 1 << 13;

  /** {@code A}: all classes but {@link #KEY_MISS} and {@link #NEW}. */
  public static final int ALL =
      GENERIC | STRING | LIST | SET | HASH | ZSET | EXPIRED | EVICTED | STREAM | MODULE;

  /** The letters, and what each stands for in the same place of {@link #MEANINGS}. */
  private static final String LETTERS = "g$lshzxetdnKEm";

  private static final int[] MEANINGS = {
    GENERIC, STRING, LIST, SET, HASH, ZSET, EXPIRED, EVICTED, STREAM, MODULE, NEW, KEYSPACE,
    KEYEVENT, KEY_MISS
  };

  /** Nothing is published. */
  public static final KeyspaceEvents NONE = new KeyspaceEvents(0);

  /** Whether events of this class are published to one channel at least. */
  public boolean has(int eventClass) {
    return (bits & eventClass) != 0 && (bits & (KEYSPACE | KEYEVENT)) != 0;
  }

  static KeyspaceEvents parse(String letters) {
    int bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      int place = LETTERS.indexOf(letter);
      if (place < 0 && letter != 'A') {
        throw new ConfigException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
      }
      bits |= letter == 'A' ? ALL : MEANINGS[place];
    }
    return new KeyspaceEvents(bits);
  }

  /** The letters in the order of {@code CONFIG GET}; behind {@code A} Redis leaves out n. */
  @Override
  public String toString() {
    boolean all = (bits & ALL) == ALL;
    StringBuilder letters = new StringBuilder(all ? "A" : "");
    for (int i = 0; i < MEANINGS.length; i++) {
      boolean inAll = (MEANINGS[i] & (ALL | NEW)) != 0;
      if ((bits & MEANINGS[i]) != 0 && !(all && inAll)) {
        letters.append(LETTERS.charAt(i));
      }
    }
    return letters.toString();
  }
}
