package io.miniredis.server.persistence;

import io.miniredis.server.persistence.rdb.KeyText;
import io.miniredis.server.persistence.rdb.RdbException;
import io.miniredis.server.persistence.rdb.RdbInput;
import io.miniredis.server.persistence.rdb.RdbReader;
import io.miniredis.server.persistence.rdb.RdbVisitor;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what is in a snapshot, and where it is damaged; the file is only read. */
public final class RdbCheck implements RdbVisitor {
  private final Consumer<String> lines;
  private final Map<String, Long> types = new TreeMap<>();
  private final Map<Integer, Long> databases = new TreeMap<>();
  private int database;
  private long keys;
  private long expiring;
  private long functions;
  private String lastKey = "";

  private RdbCheck(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads all of a file.
   *
   * @param lines takes what is told, line by line
   * @return whether the file is whole
   */
  public static boolean check(Path file, Consumer<String> lines) {
    RdbCheck check = new RdbCheck(lines);
    boolean whole = false;
    try (FileChannel channel = DataFiles.open(file)) {
      RdbInput in = new RdbInput(channel, channel.size());
      lines.accept(file + ": " + channel.size() + " bytes");
      new RdbReader(in, new ValueLimits(), true, check).read();
      if (in.remaining() > 0) {
        throw in.corrupt("there are " + in.remaining() + " bytes behind the end of the data");
      }
      whole = true;
      lines.accept("The file is whole.");
    } catch (RdbException e) {
      check.damage(new DataException(file, e));
    } catch (NoSuchFileException e) {
      lines.accept(file + " does not exist");
    } catch (IOException e) {
      lines.accept(e.getMessage());
    }
    check.sum();
    return whole;
  }

  private void damage(DataException e) {
    lines.accept("DAMAGED: " + e.getMessage());
    if (!lastKey.isEmpty()) {
      lines.accept("The last key before that is " + lastKey + " in database " + database);
    }
  }

  private void sum() {
    if (keys == 0 && functions == 0) {
      return;
    }
    lines.accept(keys + " keys, " + expiring + " of them expire");
    databases.forEach((number, n) -> lines.accept("  database " + number + ": " + n));
    types.forEach((type, n) -> lines.accept("  " + type + ": " + n));
    if (functions > 0) {
      lines.accept(functions + " libraries of functions");
    }
  }

  @Override
  public void version(int version) {
    lines.accept("RDB version " + version);
  }

  @Override
  public void aux(Slice name, Slice text) {
    lines.accept("  " + KeyText.of(name) + " = " + KeyText.of(text));
  }

  @Override
  public void select(int number) {
    database = number;
  }

  @Override
  public void function(Slice source) {
    functions++;
  }

  @Override
  public void moduleData(String module) {
    lines.accept("Data of the module " + module + " that belongs to no key");
  }

  @Override
  public void emptyKey(Slice key) {
    lines.accept("The key " + KeyText.of(key) + " is empty: loading leaves it out");
  }

  @Override
  public void key(
      Slice key, @Nullable Value value, Slice text, long expiry, long idle, int frequency) {
    keys++;
    expiring += expiry == Record.NO_EXPIRY ? 0 : 1;
    databases.merge(database, 1L, Long::sum);
    types.merge(value == null ? StringValue.TYPE.name() : value.type().name(), 1L, Long::sum);
    lastKey = KeyText.of(key);
  }
}
