package io.miniredis.server.command.hash;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.HashValue;

/** The fields that stand at the end of the arguments, as in {@code FIELDS 2 a b}. */
final class FieldList {
  private static final CommandError NO_FIELDS =
      CommandError.of("ERR Mandatory argument FIELDS is missing or not at the right position");
  private static final CommandError OTHER_NUMBER =
      CommandError.of("ERR The `numfields` parameter must match the number of arguments");

  private FieldList() {}

  /**
   * Checks that the word FIELDS stands at an argument, the number of the fields behind it, and then
   * so many to the end.
   *
   * @param notPositive what is wrong with a number that is none, or not positive
   * @return the index of the first field
   */
  static int parse(Call call, int arg, CommandError notPositive) {
    if (arg >= call.argc() || !call.argIs(arg, "FIELDS")) {
      throw NO_FIELDS;
    }
    if (arg + 1 == call.argc()) {
      throw notPositive;
    }
    long number = call.longArg(arg + 1, 1, Long.MAX_VALUE, notPositive);
    if (number != call.argc() - arg - 2) {
      throw OTHER_NUMBER;
    }
    return arg + 2;
  }

  /** Replies with an array of as many -2 as there are fields from an argument on. */
  static void replyNoFields(Call call, int first) {
    call.reply().array(call.argc() - first);
    for (int i = first; i < call.argc(); i++) {
      call.reply().integer(HashValue.NO_FIELD);
    }
  }
}
