package io.miniredis.client;

import io.miniredis.client.Channel.Refusal;
import io.miniredis.client.Channel.RefusedException;
import java.util.concurrent.CompletionException;

/** Asyncio's names for what a call was refused with. */
final class Refusals {
  private Refusals() {}

  static RefusedException of(Throwable problem) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    Refusal refusal =
        switch (cause) {
          case QueueFullException ignored -> Refusal.FULL;
          case QueueEmptyException ignored -> Refusal.EMPTY;
          case QueueShutDownException ignored -> Refusal.SHUT_DOWN;
          case NotLeasedException ignored -> Refusal.NOT_LEASED;
          default -> Refusal.OTHER;
        };
    return new RefusedException(refusal, cause);
  }

  static RefusedException of(RawClient.RawError error) {
    String message = error.getMessage();
    Refusal refusal =
        switch (message.substring(0, message.indexOf(' '))) {
          case "QUEUEFULL" -> Refusal.FULL;
          case "QUEUESHUTDOWN" -> Refusal.SHUT_DOWN;
          case "NOTLEASED" -> Refusal.NOT_LEASED;
          default -> Refusal.OTHER;
        };
    return new RefusedException(refusal, error);
  }
}
