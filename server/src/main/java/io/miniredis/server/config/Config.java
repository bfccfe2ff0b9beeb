package io.miniredis.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one server. A read is a volatile load and an array load, from any thread; all
 * values are replaced at once, so that no reader sees half of a {@code CONFIG SET}.
 *
 * <p>Changes must come one at a time: the engine runs {@code CONFIG SET} alone.
 */
public final class Config {
  /**
   * Takes over the new value of a setting. It runs in {@code CONFIG SET}, when all its values can
   * be read here already.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface Listener<T> {
    /**
     * Takes the value over, and must be able to take the same value over again.
     *
     * @throws ConfigException to refuse the value, with the reason: {@code CONFIG SET} then fails
     *     and puts everything back, telling the listeners before this one the old values
     */
    void changed(T value);
  }

  /** A name and a value, as {@code CONFIG GET} replies and {@code CONFIG SET} takes them. */
  public record Pair(String name, String value) {}

  private final @Nullable Path file;
  private volatile Values values = Values.defaults();
  private final Map<Setting<?>, List<Listener<?>>> listeners = new ConcurrentHashMap<>();
  private volatile Map<String, String> renamedCommands = Map.of();
  private volatile List<Directive> users = List.of();
  private volatile @Nullable Supplier<List<String>> userLines;
  private volatile List<String> warnings = List.of();

  /** All settings at their defaults, and no file. */
  public Config() {
    this(null);
  }

  /**
   * All settings at their defaults.
   *
   * @param file the file that {@code CONFIG REWRITE} writes; null if there is none
   */
  public Config(@Nullable Path file) {
    this.file = file;
  }

  /** The file that {@code CONFIG REWRITE} writes; null if there is none. */
  public @Nullable Path file() {
    return file;
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    return values.get(setting);
  }

  /** The value of a setting that is a number, without boxing. */
  public long number(Setting<? extends Number> setting) {
    return values.number(setting);
  }

  /** The value of a setting that is a number of 32 bits, without boxing. */
  public int integer(Setting<Integer> setting) {
    return (int) values.number(setting);
  }

  /** The value of a setting that is yes or no, without boxing. */
  public boolean isOn(Setting<Boolean> setting) {
    return values.number(setting) != 0;
  }

  /** The value of a setting as {@code CONFIG GET} shows it. */
  public String text(Setting<?> setting) {
    return values.text(setting);
  }

  /**
   * What {@code CONFIG GET} replies: every setting that a pattern matches, once, hidden ones only
   * by their full name. An older name of a setting counts as a setting of its own.
   */
  public List<Pair> match(List<String> patterns) {
    return ConfigGet.match(values, patterns);
  }

  /**
   * What {@code CONFIG SET} does: all of the pairs, or none.
   *
   * @param local whether it comes from this machine, which {@code enable-protected-configs local}
   *     is content with
   * @param loading whether a dataset is being loaded
   * @return what was accepted although it has no effect, to be logged
   * @throws ConfigException with the error to reply, code word included
   */
  public List<String> set(List<Pair> pairs, boolean local, boolean loading) {
    return new ConfigSet(this, local, loading).apply(pairs);
  }

  /**
   * Takes what files and the command line say, in this order, before the server starts.
   *
   * @throws ConfigException at the first directive that is refused; then nothing is taken
   */
  public void load(List<Directive> directives) {
    Loader loader = new Loader(values.copy());
    directives.forEach(loader::take);
    values = loader.values();
    renamedCommands = joined(renamedCommands, loader.renamed());
    users = Stream.concat(users.stream(), loader.users().stream()).toList();
    warnings = loader.warnings();
  }

  private static Map<String, String> joined(Map<String, String> a, Map<String, String> b) {
    Map<String, String> both = new LinkedHashMap<>(a);
    both.putAll(b);
    return Collections.unmodifiableMap(both);
  }

  /** What {@link #load} accepted although it has no effect: lines to be logged at the start. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The commands that {@code rename-command} gives another name, in the order in which that was
   * said: the old name in lower case, and the new one, which is empty where the command is taken
   * away. The command table must obey it.
   */
  public Map<String, String> renamedCommands() {
    return renamedCommands;
  }

  /** The directives that make users, in the order in which they were said. */
  public List<Directive> users() {
    return users;
  }

  /** Says which lines make the users of now, so that {@link #rewrite} can write them. */
  public void userLines(Supplier<List<String>> lines) {
    userLines = lines;
  }

  /**
   * What {@code CONFIG REWRITE} does: brings the file to the values of now, and keeps its comments
   * and its order. It waits for the disk, so no event loop may call it.
   *
   * @throws ConfigException with the error to reply, code word included
   */
  public void rewrite() {
    if (file == null) {
      throw new ConfigException("ERR The server is running without a config file");
    }
    try {
      byte[] old = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      Supplier<List<String>> lines = userLines;
      List<String> now = lines == null ? null : lines.get();
      SafeFile.replace(file, ConfRewrite.rewrite(file, old, values, now));
    } catch (IOException e) {
      throw new ConfigException("ERR Rewriting config file: " + ConfFile.reason(e));
    } catch (ConfigException e) {
      throw new ConfigException("ERR Rewriting config file: " + e.getMessage());
    }
  }

  /**
   * Sets a value in code, as embedding programs and tests do; a setting that is fixed at the start
   * can be set too, until the server has read it.
   *
   * @throws ConfigException if the setting does not take this value, or a listener refuses it
   */
  public <T> void put(Setting<T> setting, T value) {
    Kind<T> kind = setting.kind();
    kind.parse(kind.arguments(kind.print(value)), value);
    Values next = values.copy();
    next.put(setting, value);
    Refusal refusal = publish(next, List.of(setting));
    if (refusal != null) {
      throw refusal.reason();
    }
  }

  /** Calls the listener at every change of this setting from now on. */
  public <T> void onChange(Setting<T> setting, Listener<? super T> listener) {
    listeners.computeIfAbsent(setting, s -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** Calls the listener with the value there is, and at every change from now on. */
  public <T> void follow(Setting<T> setting, Listener<? super T> listener) {
    onChange(setting, listener);
    listener.changed(get(setting));
  }

  Values values() {
    return values;
  }

  /** Which setting's listener refused its value, and why. */
  record Refusal(Setting<?> setting, ConfigException reason) {}

  /** Makes these the values to read. If a listener refuses one of the changes, none is made. */
  @Nullable Refusal publish(Values next, List<Setting<?>> changed) {
    Values old = values;
    values = next;
    List<Runnable> undo = new ArrayList<>();
    for (Setting<?> setting : changed) {
      try {
        tell(setting, old, next, undo);
      } catch (ConfigException e) {
        values = old;
        undo.reversed().forEach(Runnable::run);
        return new Refusal(setting, e);
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private <T> void tell(Setting<T> setting, Values old, Values next, List<Runnable> undo) {
    if (next.same(setting, old)) {
      return;
    }
    for (Listener<?> each : listeners.getOrDefault(setting, List.of())) {
      Listener<? super T> listener = (Listener<? super T>) each;
      listener.changed(next.get(setting));
      undo.add(() -> listener.changed(old.get(setting)));
    }
  }
}
