package io.miniredis.server.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The rows of one group as they are written down. A row is begun by what it takes and ended by its
 * {@link Row#doc}, which puts it in the table.
 */
final class SettingTable {
  private final Group group;
  private final List<Setting<?>> rows = new ArrayList<>();

  SettingTable(Group group) {
    this.group = group;
  }

  List<Setting<?>> rows() {
    return List.copyOf(rows);
  }

  Row<Boolean> bool(String name, boolean by) {
    return row(name, new BoolKind(), by);
  }

  Row<Integer> integer(String name, int by, int min, int max) {
    return row(name, new IntKind(min, max), by);
  }

  /** A number of 32 bits, from 0 on. */
  Row<Integer> count(String name, int by) {
    return integer(name, by, 0, Integer.MAX_VALUE);
  }

  Row<Long> number(String name, long by, long min) {
    return row(name, new LongKind(min, Long.MAX_VALUE), by);
  }

  Row<Long> memory(String name, long by, long min) {
    return row(name, new MemoryKind(min, Long.MAX_VALUE), by);
  }

  <E extends Enum<E>> Row<E> oneOf(String name, E by) {
    return row(name, new EnumKind<>(by.getDeclaringClass(), '-'), by);
  }

  /** One of these words, for a setting that needs no enum yet. */
  Row<String> choice(String name, String by, String... choices) {
    return row(name, new ChoiceKind(List.of(choices)), by);
  }

  Row<String> text(String name, String by) {
    return text(name, by, "text", UnaryOperator.identity());
  }

  Row<String> text(String name, String by, String what, UnaryOperator<String> rule) {
    return row(name, new TextKind(what, rule), by);
  }

  <T> Row<T> row(String name, Kind<T> kind, T by) {
    return new Row<>(name, kind, by);
  }

  /** A row not yet ended. */
  final class Row<T> {
    private final String name;
    private final Kind<T> kind;
    private final T by;
    private final List<String> aliases = new ArrayList<>();
    private final Set<T> harmless = new HashSet<>();
    private final Set<Setting.Trait> traits = EnumSet.noneOf(Setting.Trait.class);

    private Row(String name, Kind<T> kind, T by) {
      this.name = name;
      this.kind = kind;
      this.by = by;
    }

    Row<T> alias(String alias) {
      aliases.add(alias);
      return this;
    }

    private Row<T> trait(Setting.Trait trait) {
      traits.add(trait);
      return this;
    }

    Row<T> atStart() {
      return trait(Setting.Trait.IMMUTABLE);
    }

    Row<T> hidden() {
      return trait(Setting.Trait.HIDDEN);
    }

    Row<T> secret() {
      return trait(Setting.Trait.SECRET);
    }

    Row<T> notWhileLoading() {
      return trait(Setting.Trait.DENY_LOADING);
    }

    Row<T> isProtected() {
      return trait(Setting.Trait.PROTECTED);
    }

    /** A value that loses nothing when it has no effect, so that nobody is warned of it. */
    Row<T> harmless(T value) {
      harmless.add(value);
      return this;
    }

    Row<T> effective() {
      return trait(Setting.Trait.EFFECTIVE);
    }

    /** Ends the row: what the setting does, in one line. */
    Setting<T> doc(String doc) {
      if (rows.size() == Group.ROOM) {
        throw new IllegalStateException("more than " + Group.ROOM + " settings in " + group);
      }
      int index = group.firstIndex() + rows.size();
      Setting<T> setting =
          new Setting<>(index, group, name, aliases, kind, by, traits, harmless, doc);
      rows.add(setting);
      return setting;
    }
  }
}
