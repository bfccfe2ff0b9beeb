package io.miniredis.server.engine;

import io.miniredis.server.acl.Denial;
import io.miniredis.server.acl.Request;
import io.miniredis.server.acl.User;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a user may run a command with its arguments. A flyweight: one command at a time, by
 * one thread.
 */
public final class Permissions implements Request {
  private static final Slice NOTHING = new Slice();

  private final KeyFinder keys = new KeyFinder();
  private CommandTable.@Nullable Row row;
  private @Nullable Arguments args;
  private int firstChannel;
  private int channels;

  /** Made where one is needed that outlives no command. */
  public Permissions() {}

  /** What is denied to the user of a command, or null. */
  public @Nullable Denial check(User user, CommandTable.Row row, Arguments args) {
    if (user.isUnlimited()) {
      return null;
    }
    this.row = row;
    this.args = args;
    Spec spec = row.spec();
    keys.find(spec, args);
    Spec.Channels which = spec.channels();
    firstChannel = which.first();
    channels = which.count(args.argc());
    try {
      return user.check(this);
    } finally {
      this.row = null;
      this.args = null;
    }
  }

  private CommandTable.Row row() {
    if (row == null) {
      throw new IllegalStateException("asked about no command");
    }
    return row;
  }

  private Arguments args() {
    if (args == null) {
      throw new IllegalStateException("asked about no command");
    }
    return args;
  }

  @Override
  public int command() {
    return row().id();
  }

  @Override
  public boolean isForAll() {
    return row().spec().is(Flag.NO_AUTH);
  }

  @Override
  public Slice first() {
    return args().argc() > 1 ? args().arg(1) : NOTHING;
  }

  @Override
  public int keys() {
    return keys.count();
  }

  @Override
  public int keyIndex(int i) {
    return keys.index(i);
  }

  private KeySpec use(int i) {
    KeySpec key = keys.spec(i);
    return key.uses().contains(KeySpec.Use.VARIABLE_FLAGS) ? row().command().use(key, args()) : key;
  }

  @Override
  public boolean readsKey(int i) {
    return use(i).uses().contains(KeySpec.Use.ACCESS);
  }

  @Override
  public boolean writesKey(int i) {
    var uses = use(i).uses();
    return uses.contains(KeySpec.Use.INSERT)
        || uses.contains(KeySpec.Use.UPDATE)
        || uses.contains(KeySpec.Use.DELETE);
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int channelIndex(int i) {
    return firstChannel + i;
  }

  @Override
  public boolean isPattern(int i) {
    return row().spec().channels() == Spec.Channels.PATTERNS;
  }

  @Override
  public Slice arg(int index) {
    return args().arg(index);
  }
}
