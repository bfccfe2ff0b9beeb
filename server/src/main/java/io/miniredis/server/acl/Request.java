package io.miniredis.server.acl;

import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** A command with its arguments, as permissions see it. */
public interface Request {
  /** The command's id. */
  int command();

  /** Whether every user may run the command, as those that authenticate. */
  boolean isForAll();

  /** The argument behind the name; empty if there is none. */
  Slice first();

  /** The number of keys, then those of channels. */
  int keys();

  int channels();

  /** The argument that is the key, and what is done with it. */
  int keyIndex(int i);

  boolean readsKey(int i);

  boolean writesKey(int i);

  int channelIndex(int i);

  /** Whether the channel stands for all that match it. */
  boolean isPattern(int i);

  /** An argument. */
  Slice arg(int index);

  /** What a selector denies, or null. */
  default @Nullable Denial check(Selector selector) {
    if (!isForAll() && !selector.allows(command(), first())) {
      return new Denial(Denial.Reason.COMMAND, 0);
    }
    for (int i = 0; i < keys(); i++) {
      if (!selector.allowsKey(arg(keyIndex(i)), readsKey(i), writesKey(i))) {
        return new Denial(Denial.Reason.KEY, keyIndex(i));
      }
    }
    for (int i = 0; i < channels(); i++) {
      if (!selector.allowsChannel(arg(channelIndex(i)), isPattern(i))) {
        return new Denial(Denial.Reason.CHANNEL, channelIndex(i));
      }
    }
    return null;
  }
}
