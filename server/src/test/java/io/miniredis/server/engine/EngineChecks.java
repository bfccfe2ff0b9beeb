package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;

/** What must hold of an engine when all clients have gone. */
public final class EngineChecks {
  private EngineChecks() {}

  /**
   * Asserts that no shard is locked, that nobody watches keys, waits for them or is told of
   * changes, that the account of memory equals a recount of all entries, that the numbers of keys
   * with an expiry are right, and that no change has slipped past the limit of memory, where there
   * is one.
   */
  public static void check(Engine engine) {
    assertThat(engine.sessions().all()).as("clients that are still there").isEmpty();
    assertThat(engine.shards().anyLocked()).as("a shard is still locked").isFalse();
    engine.shards().lock(engine.shards().all());
    try {
      assertThat(engine.shards().anyKeyFollowed()).as("a key is still followed").isFalse();
      assertThat(engine.watching().keys()).as("number of watched keys").isZero();
      assertThat(engine.blocking().waiting()).as("number of waiting clients").isZero();
      assertThat(engine.blocking().limited()).as("number of those with a timeout").isZero();
      assertThat(engine.blocking().keys()).as("number of keys waited for").isZero();
      assertThat(engine.blocking().mindedKeys()).as("number of keys waited for to go").isZero();
      assertThat(engine.shards().hasReady(engine.shards().all()))
          .as("a key is to be looked after")
          .isFalse();
      assertThat(engine.tracking().clients()).as("number of clients told of changes").isZero();
      assertThat(engine.tracking().keys()).as("number of keys they have read").isZero();
      assertThat(engine.tracking().items()).as("how often they have").isZero();
      assertThat(engine.tracking().prefixes()).as("number of prefixes").isZero();
      assertThat(engine.deadlines().size())
          .as("number of deadlines but for the alarms of shards")
          .isEqualTo(engine.shards().alarms());
      engine.shards().forEachKeyspace(EngineChecks::check);
      for (int i = 0; engine.memory().limit() > 0 && i < engine.shards().count(); i++) {
        Shard shard = engine.shards().at(i);
        assertThat(shard.counted()).as("bytes counted of a shard").isEqualTo(shard.heapBytes());
      }
      for (Dispatcher dispatcher : engine.dispatchers()) {
        assertThat(dispatcher.memory().buffered()).as("bytes of clients that are gone").isZero();
      }
    } finally {
      engine.shards().unlock(engine.shards().all());
    }
  }

  /** Does something while no command can have any key. */
  public static void whileLocked(Engine engine, Runnable action) {
    long all = engine.shards().all();
    engine.shards().lock(all);
    try {
      action.run();
    } finally {
      engine.shards().unlock(all);
    }
  }

  private static String key(byte[] record) {
    return Record.key(record, new io.miniredis.server.value.Slice()).toString();
  }

  private static void check(Keyspace keyspace) {
    long bytes = 0;
    int expiring = 0;
    int elementsExpiring = 0;
    int keys = 0;
    RecordTable table = keyspace.table;
    for (int i = 0; i < table.slotCount(); i++) {
      Object element = table.slot(i);
      if (element == null) {
        continue;
      }
      byte[] record = RecordTable.recordOf(element);
      keys++;
      expiring += Record.expiry(record) == Record.NO_EXPIRY ? 0 : 1;
      if (element instanceof Entry entry) {
        assertThat(entry.dueFiledFor)
            .as("when key %s is looked after", key(record))
            .isLessThanOrEqualTo(entry.value.nextDue());
        elementsExpiring += entry.value.nextExpiry() == Record.NO_EXPIRY ? 0 : 1;
        String key = key(record);
        assertThat(entry.value.type().name().equals("string") || !entry.value.isEmpty())
            .as("key %s holds an empty value", key)
            .isTrue();
        assertThat(entry.accounted)
            .as("bytes accounted for key %s", key)
            .isEqualTo(entry.heapBytes());
        bytes += entry.heapBytes();
      } else {
        bytes += Record.heapBytes(record);
      }
    }
    assertThat(keyspace.size()).as("number of keys").isEqualTo(keys);
    assertThat(keyspace.expiring()).as("number of keys with an expiry").isEqualTo(expiring);
    assertThat(keyspace.elementsExpiring())
        .as("number of keys of which elements expire")
        .isEqualTo(elementsExpiring);
    assertThat(keyspace.entryBytes()).as("bytes accounted for all keys").isEqualTo(bytes);
  }
}
