package io.miniredis.server.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a queue holds, as lines of text to be compared. */
public final class QueueText implements QueueImage {
  private final List<String> lines = new ArrayList<>();

  private QueueText() {}

  public static List<String> of(QueueValue queue) {
    QueueText text = new QueueText();
    queue.show(text);
    return text.lines;
  }

  @Override
  public void queue(QueueOptions options, long lastId, int flags, long[] totals) {
    lines.add(options + " " + lastId + " " + flags + " " + Arrays.toString(totals));
  }

  @Override
  public void job(
      Slice id,
      Slice payload,
      JobState state,
      int deliveries,
      long priority,
      long due,
      long putAt,
      byte @Nullable [] error) {
    boolean timed = state == JobState.DELAYED || state == JobState.LEASED;
    lines.add(
        String.join(
            " ",
            List.of(
                "job",
                id.toString(),
                payload.toString(),
                state.label(),
                "" + deliveries,
                "" + priority,
                "" + (timed ? due : 0),
                "" + putAt,
                Arrays.toString(error))));
  }

  @Override
  public void remembered(Slice id, long until) {
    lines.add("remembered " + id + " " + until);
  }

  @Override
  public void result(Slice id, Slice result, long until) {
    lines.add("result " + id + " " + result + " " + until);
  }

  @Override
  public void repeat(Slice name, Slice payload, long every, String cron, long at, Slice pending) {
    lines.add("repeat " + name + " " + payload + " " + every + cron + " " + at + " " + pending);
  }
}
