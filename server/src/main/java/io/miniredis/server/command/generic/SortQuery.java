package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.value.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of SORT. Each is checked as it comes; of those given more than once the last counts,
 * but every GET does.
 *
 * @param by what to sort by, if not the elements themselves
 * @param sorted false if BY names no pattern, so that the elements stay in their order
 * @param gets what to reply with, if not the elements themselves
 * @param count of the elements in the reply; negative: all
 * @param storeKey the argument that names the destination, or 0
 */
record SortQuery(
    @Nullable SortPattern by,
    boolean sorted,
    List<SortPattern> gets,
    boolean descending,
    boolean alpha,
    long offset,
    long count,
    int storeKey) {
  /** The options but STORE that have values. */
  static final KeySpec.Option[] VALUED = {
    new KeySpec.Option("BY", 1), new KeySpec.Option("LIMIT", 2), new KeySpec.Option("GET", 1)
  };

  private static final CommandError BY_DENIED =
      CommandError.of("ERR BY option of SORT denied due to insufficient ACL permissions.");

  private static final CommandError GET_DENIED =
      CommandError.of("ERR GET option of SORT denied due to insufficient ACL permissions.");

  /**
   * Parses the options from argument 2 on.
   *
   * @throws CommandError {@link CommandError#SYNTAX}, {@link CommandError#NOT_INTEGER}, or if the
   *     user may not read the keys of patterns
   */
  static SortQuery parse(Call call, boolean mayStore) {
    SortPattern by = null;
    boolean sorted = true;
    List<SortPattern> gets = new ArrayList<>();
    boolean descending = false;
    boolean alpha = false;
    long offset = 0;
    long count = -1;
    int storeKey = 0;
    for (int i = 2; i < call.argc(); i++) {
      Slice word = call.arg(i);
      int more = call.argc() - i - 1;
      if (word.is("ASC")) {
        descending = false;
      } else if (word.is("DESC")) {
        descending = true;
      } else if (word.is("ALPHA")) {
        alpha = true;
      } else if (word.is("LIMIT") && more >= 2) {
        offset = call.longArg(i + 1);
        count = call.longArg(i + 2);
        i += 2;
      } else if (mayStore && word.is("STORE") && more >= 1) {
        storeKey = ++i;
      } else if (word.is("BY") && more >= 1) {
        by = SortPattern.of(call.arg(++i));
        sorted &= by.isPattern();
        if (by.isPattern()) {
          requireAllKeys(call, BY_DENIED);
        }
      } else if (word.is("GET") && more >= 1) {
        requireAllKeys(call, GET_DENIED);
        gets.add(SortPattern.of(call.arg(++i)));
      } else {
        throw CommandError.SYNTAX;
      }
    }
    return new SortQuery(by, sorted, gets, descending, alpha, offset, count, storeKey);
  }

  /** The names of the keys that patterns make cannot be known before. */
  private static void requireAllKeys(Call call, CommandError denied) {
    if (!call.mayReadAnyKey()) {
      throw denied;
    }
  }

  /** The order of a set that is stored must be told, though nobody asked for one. */
  SortQuery inOrderOfText() {
    return new SortQuery(null, true, gets, descending, true, offset, count, storeKey);
  }

  /** The index of the first element of the reply, of so many. */
  int first(int size) {
    return (int) Math.min(Math.max(offset, 0), size);
  }

  /** The index behind the last element of the reply. */
  int end(int size) {
    int first = first(size);
    return count < 0 ? size : (int) (first + Math.min(count, size - first));
  }
}
