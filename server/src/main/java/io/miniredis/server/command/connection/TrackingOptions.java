package io.miniredis.server.command.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.TrackingMode;
import io.miniredis.server.engine.TrackingState;
import io.miniredis.server.value.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The options of CLIENT TRACKING, and which of them go together. */
final class TrackingOptions {
  private static final CommandError REDIRECTED_TWICE =
      CommandError.of("ERR A client can only redirect to a single other client");
  private static final CommandError NO_SUCH_CLIENT =
      CommandError.of("ERR The client ID you want redirect to does not exist");
  private static final CommandError PREFIX_WITHOUT_BCAST =
      CommandError.of("ERR PREFIX option requires BCAST mode to be enabled");
  private static final CommandError SWITCHES_BCAST =
      CommandError.of(
          "ERR You can't switch BCAST mode on/off before disabling tracking for this client, and"
              + " then re-enabling it with a different mode.");
  private static final CommandError OPT_WITH_BCAST =
      CommandError.of("ERR OPTIN and OPTOUT are not compatible with BCAST");
  private static final CommandError OPTIN_AND_OPTOUT =
      CommandError.of("ERR You can't specify both OPTIN mode and OPTOUT mode");
  private static final CommandError SWITCHES_OPT =
      CommandError.of(
          "ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and"
              + " then re-enabling it with a different mode.");

  private long redirect;
  private boolean broadcast;
  private boolean optIn;
  private boolean optOut;
  private boolean noLoop;
  private final List<byte[]> prefixes = new ArrayList<>();

  private TrackingOptions() {}

  /**
   * The options from an index on.
   *
   * @throws CommandError at the first that is unknown or has no valid value
   */
  static TrackingOptions parse(Call call, int first) {
    TrackingOptions options = new TrackingOptions();
    for (int i = first; i < call.argc(); i++) {
      i += options.add(call, i);
    }
    return options;
  }

  /** Takes in an option; returns how many values it has. */
  private int add(Call call, int i) {
    Slice option = call.arg(i);
    boolean more = i + 1 < call.argc();
    if (option.is("REDIRECT") && more) {
      redirect(call, i + 1);
      return 1;
    }
    if (option.is("PREFIX") && more) {
      prefixes.add(call.arg(i + 1).toBytes());
      return 1;
    }
    if (option.is("BCAST")) {
      broadcast = true;
    } else if (option.is("OPTIN")) {
      optIn = true;
    } else if (option.is("OPTOUT")) {
      optOut = true;
    } else if (option.is("NOLOOP")) {
      noLoop = true;
    } else {
      throw CommandError.SYNTAX;
    }
    return 0;
  }

  private void redirect(Call call, int arg) {
    if (redirect != 0) {
      throw REDIRECTED_TWICE;
    }
    redirect = call.longArg(arg);
    if (call.engine().sessions().find(redirect) == null) {
      throw NO_SUCH_CLIENT;
    }
  }

  TrackingMode mode() {
    return new TrackingMode(broadcast, optIn, optOut, noLoop, redirect);
  }

  /**
   * Refuses what does not go together, or not with how the client is told of changes now.
   *
   * @throws CommandError the first of these rules that is broken
   */
  void check(@Nullable TrackingState now) {
    if (!broadcast && !prefixes.isEmpty()) {
      throw PREFIX_WITHOUT_BCAST;
    }
    if (now != null && now.mode().broadcast() != broadcast) {
      throw SWITCHES_BCAST;
    }
    if (broadcast && (optIn || optOut)) {
      throw OPT_WITH_BCAST;
    }
    if (optIn && optOut) {
      throw OPTIN_AND_OPTOUT;
    }
    if (now != null && ((optIn && now.mode().optOut()) || (optOut && now.mode().optIn()))) {
      throw SWITCHES_OPT;
    }
    checkOverlaps(now == null ? List.of() : now.prefixes());
  }

  private void checkOverlaps(List<byte[]> existing) {
    for (int i = 0; i < prefixes.size(); i++) {
      byte[] prefix = prefixes.get(i);
      refuseOverlap(prefix, existing, "an existing prefix");
      refuseOverlap(prefix, prefixes.subList(i + 1, prefixes.size()), "another provided prefix");
    }
  }

  private static void refuseOverlap(byte[] prefix, List<byte[]> others, String which) {
    for (byte[] other : others) {
      int n = Math.min(prefix.length, other.length);
      if (Arrays.equals(prefix, 0, n, other, 0, n)) {
        throw CommandError.of(
            "ERR Prefix '"
                + text(prefix)
                + "' overlaps with "
                + which
                + " '"
                + text(other)
                + "'. Prefixes for a single client must not overlap.");
      }
    }
  }

  private static String text(byte[] prefix) {
    String text = new String(prefix, ISO_8859_1);
    int end = text.indexOf('\0'); // where C's strings end
    return end < 0 ? text : text.substring(0, end);
  }

  /** All prefixes of the client: those of now, and these; in the order of their bytes. */
  List<byte[]> prefixes(@Nullable TrackingState now) {
    TreeSet<byte[]> all = new TreeSet<>(Arrays::compareUnsigned);
    if (now != null) {
      all.addAll(now.prefixes());
    }
    all.addAll(prefixes);
    if (broadcast && prefixes.isEmpty()) {
      all.add(new byte[0]);
    }
    return List.copyOf(all);
  }
}
