package io.miniredis.server.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What was refused lately, the latest first. Safe for use by all event loops. */
public final class DenialLog {
  private static final long ALIKE_MILLIS = 60_000;

  /**
   * Something that was refused, once or several times within a minute.
   *
   * @param reason what was missing: command, key, channel or auth
   * @param context where: toplevel, multi or lua
   * @param object the command, key or channel; bytes as Latin-1 text, as is the user's name
   * @param client the client's line in CLIENT LIST, of the last time
   */
  public record Entry(
      long id,
      long count,
      String reason,
      String context,
      String object,
      String user,
      String client,
      long createdMillis,
      long updatedMillis) {

    private boolean isAlike(Entry other) {
      return reason.equals(other.reason)
          && context.equals(other.context)
          && object.equals(other.object)
          && user.equals(other.user)
          && updatedMillis - other.updatedMillis <= ALIKE_MILLIS;
    }
  }

  /** The entries, and the id that the next new one gets. */
  private record State(List<Entry> entries, long nextId) {}

  private final AtomicReference<State> state = new AtomicReference<>(new State(List.of(), 0));

  /**
   * Notes a refusal.
   *
   * @param max how many to remember
   */
  public void add(
      String reason,
      String context,
      String object,
      String user,
      String client,
      long now,
      long max) {
    state.updateAndGet(
        s -> with(s, new Entry(s.nextId, 1, reason, context, object, user, client, now, now), max));
  }

  private static State with(State before, Entry made, long max) {
    List<Entry> after = new ArrayList<>(before.entries);
    Entry first = made;
    for (Entry entry : before.entries) {
      if (made.isAlike(entry)) {
        after.remove(entry);
        first =
            new Entry(
                entry.id,
                entry.count + 1,
                entry.reason,
                entry.context,
                entry.object,
                entry.user,
                made.client,
                entry.createdMillis,
                made.updatedMillis);
        break;
      }
    }
    after.addFirst(first);
    long nextId = first == made ? made.id + 1 : made.id;
    return new State(List.copyOf(after.subList(0, (int) Math.min(after.size(), max))), nextId);
  }

  /** The entries, the latest first. */
  public List<Entry> entries() {
    return state.get().entries;
  }

  public void clear() {
    state.updateAndGet(s -> new State(List.of(), s.nextId));
  }
}
