package io.miniredis.server.command.generic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One transfer of keys to another server: made under their locks, done without, by a thread that
 * may wait.
 *
 * @param login the words of AUTH, or null
 * @param replace whether what the other server has is replaced
 * @param keys what is sent, by the argument that names it
 * @param before what an earlier transfer of the same command has achieved
 */
record Migration(
    String host,
    int port,
    long database,
    long timeoutMillis,
    byte @Nullable [][] login,
    boolean replace,
    List<Item> keys,
    @Nullable Outcome before) {
  private static final byte[] RESTORE = TargetSocket.ascii("RESTORE");
  private static final byte[] REPLACE = TargetSocket.ascii("REPLACE");
  private static final byte[] SELECT = TargetSocket.ascii("SELECT");

  /** A key on its way. */
  record Item(int arg, byte[] key, long ttl, long expiry, byte[] payload) {
    /** What it is told by from what the key holds at another time: also its expiry counts. */
    long mark() {
      long crc = 0;
      for (int i = payload.length - Long.BYTES; i < payload.length; i++) {
        crc = crc << 8 | payload[i] & 0xff;
      }
      return (crc * 31 + payload.length) * 31 + expiry;
    }
  }

  /**
   * What came of it.
   *
   * @param taken the arguments whose keys the other server has, with the marks of what it has
   * @param error the first reply that was an error, or null
   * @param broken what went wrong with the connection, or null
   * @param rounds how many transfers there were
   */
  record Outcome(
      Map<Integer, Long> taken, @Nullable String error, @Nullable String broken, int rounds) {}

  /** Sends everything and reads the replies. */
  Outcome run() {
    Map<Integer, Long> taken = new TreeMap<>(before == null ? Map.of() : before.taken());
    int rounds = before == null ? 1 : before.rounds() + 1;
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return new Outcome(taken, null, "connecting to the client", rounds);
    }
    String doing = "writing to target instance";
    String error = null;
    try (TargetSocket socket = new TargetSocket(address, timeoutMillis)) {
      if (login != null) {
        socket.write(ByteBuffer.wrap(TargetSocket.words(login)));
      }
      byte[] number = TargetSocket.ascii(Long.toString(database));
      socket.write(ByteBuffer.wrap(TargetSocket.words(SELECT, number)));
      for (Item item : keys) {
        socket.write(ByteBuffer.wrap(command(item)));
      }
      doing = "reading from target instance";
      String refused = null;
      for (int i = login == null ? 1 : 0; i < 2; i++) {
        String reply = socket.readLine();
        refused = refused == null && reply.startsWith("-") ? reply : refused;
      }
      error = refused;
      for (Item item : keys) {
        String reply = socket.readLine();
        if (refused == null && !reply.startsWith("-")) {
          taken.put(item.arg(), item.mark());
        } else if (error == null) {
          error = reply;
        }
      }
      return new Outcome(taken, error, null, rounds);
    } catch (IOException | IllegalArgumentException e) {
      return new Outcome(taken, error, doing, rounds);
    }
  }

  private byte[] command(Item item) {
    List<byte[]> words = new ArrayList<>(List.of(RESTORE, item.key()));
    words.add(TargetSocket.ascii(Long.toString(item.ttl())));
    words.add(item.payload());
    if (replace || before != null) {
      words.add(REPLACE);
    }
    return TargetSocket.words(words.toArray(byte[][]::new));
  }
}
