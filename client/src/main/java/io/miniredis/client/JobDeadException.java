package io.miniredis.client;

/** The job whose result was waited for has been given up; the message says what it failed with. */
public final class JobDeadException extends QueueException {
  private static final long serialVersionUID = 1;

  public JobDeadException(String message) {
    super(message);
  }
}
