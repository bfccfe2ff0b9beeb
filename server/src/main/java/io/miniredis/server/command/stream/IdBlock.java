package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.StreamId;

/** {@code IDS numids id [id ...]} among a command's arguments: ids, and how many they are. */
final class IdBlock {
  /** What is said of a number that is none or not positive, and of one that is too great. */
  static final class Errors {
    private final CommandError number;
    private final CommandError missing;

    Errors(String number, String missing) {
      this.number = CommandError.of(number);
      this.missing = CommandError.of(missing);
    }
  }

  final int count;

  /** The argument behind the last id. */
  final int end;

  private IdBlock(int count, int end) {
    this.count = count;
    this.end = end;
  }

  /**
   * Reads the block that begins with the word IDS at this argument, and checks every id.
   *
   * @throws CommandError one of these errors, or {@link Ids#INVALID}
   */
  static IdBlock read(Call call, int at, Errors errors) {
    int first = at + 2;
    if (first > call.argc()) {
      throw errors.number;
    }
    long count = call.longArg(at + 1, 1, Long.MAX_VALUE, errors.number);
    if (count > call.argc() - first) {
      throw errors.missing;
    }
    for (int i = 0; i < count; i++) {
      Ids.exact(call, first + i);
    }
    return new IdBlock((int) count, first + (int) count);
  }

  /** The id at an index from 0. */
  StreamId id(Call call, int index) {
    return Ids.exact(call, end - count + index);
  }
}
