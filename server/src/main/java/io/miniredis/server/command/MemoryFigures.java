package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.MemoryBudget;
import io.miniredis.server.metrics.ProcessFigures;

/**
 * What memory is used for, in bytes: our own account, by which maxmemory works, and the JVM's heap
 * and the process around it.
 *
 * @param used by all that the account counts
 * @param peak the most that was used at a time
 * @param startup by an empty server
 * @param clients by sessions and their buffers
 * @param dataset by keys and values alone
 * @param heap in use on the JVM's heap, garbage counted
 * @param committed of the heap, that the system has given
 * @param resident by the process, as the system sees it
 * @param machine of the whole machine
 */
public record MemoryFigures(
    long used,
    long peak,
    long startup,
    long clients,
    long dataset,
    long heap,
    long committed,
    long resident,
    long machine) {

  /** The figures of now, for a command that has locked all shards. */
  public static MemoryFigures of(Call call) {
    Engine engine = call.engine();
    MemoryBudget memory = engine.memory();
    memory.recount();
    long used = memory.used();
    engine.stats().notePeak(used);
    Runtime jvm = Runtime.getRuntime();
    ProcessFigures process = ProcessFigures.read();
    long heap = jvm.totalMemory() - jvm.freeMemory();
    return new MemoryFigures(
        used,
        engine.stats().peakMemory(),
        memory.startup(),
        memory.clients(),
        call.databases().entryBytes(),
        heap,
        Math.max(heap, Math.min(jvm.totalMemory(), process.residentBytes())),
        process.residentBytes(),
        process.machineBytes());
  }

  /** Everything but keys and values. */
  public long overhead() {
    return used - dataset;
  }
}
