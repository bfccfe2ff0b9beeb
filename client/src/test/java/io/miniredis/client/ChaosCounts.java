package io.miniredis.client;

import java.util.concurrent.atomic.LongAdder;

/** What happened in all rounds of chaos. */
final class ChaosCounts {
  final LongAdder rounds = new LongAdder();
  final LongAdder put = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder unknown = new LongAdder();
  final LongAdder cuts = new LongAdder();
  final LongAdder restarts = new LongAdder();
  final LongAdder pauses = new LongAdder();
  final LongAdder leaps = new LongAdder();
  final LongAdder kills = new LongAdder();
  final LongAdder stops = new LongAdder();
  final LongAdder acknowledged = new LongAdder();
  final LongAdder dead = new LongAdder();
  final LongAdder lost = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder expired = new LongAdder();

  @Override
  public String toString() {
    return rounds
        + " rounds: "
        + acknowledged
        + " acknowledged jobs, lost "
        + lost
        + ", dead "
        + dead
        + ", duplicates "
        + duplicates
        + " of "
        + expired
        + " leases that ran out; puts refused "
        + refused
        + ", of unknown end "
        + unknown
        + "; "
        + cuts
        + " cuts, "
        + kills
        + " kills, "
        + stops
        + " stops, "
        + pauses
        + " pauses, "
        + restarts
        + " restarts of the server, "
        + leaps
        + " leaps of time";
  }
}
