package io.miniredis.server.persistence.rdb;

/**
 * The form of a queue: a value of a module's type, as Redis has no queues; so a Redis tells the
 * name when it refuses one. Numbers and strings of a module's value have a code each in front; here
 * every item of the queue begins with a number that tells what it is.
 */
final class QueueCodes {
  /** The module's name, nine letters of six bits, and the version of the form in the last ten. */
  static final long ID = id("miniqueue", 1);

  static final int UNSIGNED = 2;
  static final int STRING = 5;
  static final int END = 0;

  /** What items there are. */
  static final int QUEUE = 1;

  static final int JOB = 2;
  static final int REMEMBERED = 3;
  static final int RESULT = 4;
  static final int REPEAT = 5;

  static final int TOTALS = 6;

  private QueueCodes() {}

  private static long id(String name, int version) {
    long id = 0;
    for (int i = 0; i < name.length(); i++) {
      id = id << 6 | ValueReader.MODULE_LETTERS.indexOf(name.charAt(i));
    }
    return id << 10 | version;
  }
}
