package io.miniredis.server.engine;

import io.miniredis.server.value.ValueType;

/** What is done to values of a type when their time comes ({@code Value.nextDue}). */
public interface DueWork {
  ValueType<?> type();

  /**
   * Does what is due of the value of the key that argument 1 names; on nobody's behalf, so that
   * there is no reply.
   *
   * @param max how much to do at most: the rest is due still
   * @return how much was done
   */
  int run(Call call, int max);
}
