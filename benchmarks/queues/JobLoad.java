import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Loads servers with jobs: every connection puts a batch, takes one and acknowledges it, over and
 * over, each step when the one before has been answered. One thread, the same for both kinds: Q.PUT
 * (Q.MPUT for a batch), Q.GET and Q.DONE, or XADD (a pipeline of them for a batch), XREADGROUP and
 * XACK. One queue, one stream, for all connections.
 *
 * <p>Measures the servers in turns, and prints for each batch size and server the median of the
 * rounds: acknowledged jobs a second, and the server's CPU time a job.
 *
 * <p>Arguments: {@code connections seconds rounds payload-bytes batch,batch,...}, then for each
 * server {@code name:kind:port:pid}, where kind is {@code queue} or {@code streams}.
 */
final class JobLoad {
  private static final double TICKS = 100; // of /proc, in a second

  public static void main(String[] arguments) throws IOException {
    int connections = Integer.parseInt(arguments[0]);
    double seconds = Double.parseDouble(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    int payload = Integer.parseInt(arguments[3]);
    int[] batches = Arrays.stream(arguments[4].split(",")).mapToInt(Integer::parseInt).toArray();
    List<Server> servers = new ArrayList<>();
    for (int i = 5; i < arguments.length; i++) {
      servers.add(Server.parse(arguments[i]));
    }
    for (Server server : servers) { // JIT compilers have their work behind them
      new Run(server, connections, payload, 20).run(seconds);
      new Run(server, connections, payload, 1).run(seconds);
    }
    System.out.printf("%-8s %-10s %14s %14s %8s%n", "batch", "server", "jobs/s", "CPU ns/job", "ratio");
    for (int batch : batches) {
      measure(servers, connections, seconds, rounds, payload, batch);
    }
  }

  private static void measure(
      List<Server> servers, int connections, double seconds, int rounds, int payload, int batch)
      throws IOException {
    double[][] speeds = new double[servers.size()][rounds];
    double[][] costs = new double[servers.size()][rounds];
    for (int round = -1; round < rounds; round++) { // the first one warms up
      for (int i = 0; i < servers.size(); i++) {
        Server server = servers.get(i);
        double before = server.cpu();
        Run run = new Run(server, connections, payload, batch);
        double[] result = run.run(seconds);
        if (round >= 0) {
          speeds[i][round] = result[0] / result[1];
          costs[i][round] = (server.cpu() - before) / result[0] * 1e9;
        }
      }
    }
    double base = median(speeds[servers.size() - 1]);
    for (int i = 0; i < servers.size(); i++) {
      double speed = median(speeds[i]);
      System.out.printf(
          Locale.ROOT,
          "%-8d %-10s %14.0f %14.0f %8.2f%n",
          batch, servers.get(i).name, speed, median(costs[i]), speed / base);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** A server under load. */
  record Server(String name, boolean streams, int port, String pid) {
    static Server parse(String text) {
      String[] parts = text.split(":");
      return new Server(
          parts[0], parts[1].equals("streams"), Integer.parseInt(parts[2]), parts[3]);
    }

    /** User and system time so far, in seconds. */
    double cpu() throws IOException {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
  }

  /** One round on one server. */
  static final class Run {
    private final Server server;
    private final int batch;
    private final byte[] put;
    private final byte[] get;
    private final int putReplies;
    private final Selector selector = Selector.open();
    private long done;

    Run(Server server, int connections, int payloadBytes, int batch) throws IOException {
      this.server = server;
      this.batch = batch;
      byte[] payload = "x".repeat(payloadBytes).getBytes(StandardCharsets.US_ASCII);
      String count = Integer.toString(batch);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      if (server.streams) {
        for (int i = 0; i < batch; i++) {
          command(request, bytes("XADD", "jobs", "*", "payload"), payload, 1);
        }
        get = command("XREADGROUP", "GROUP", "workers", "w", "COUNT", count, "STREAMS", "jobs", ">");
      } else if (batch == 1) {
        command(request, bytes("Q.PUT", "jobs"), payload, 1);
        get = command("Q.GET", "jobs", "NOWAIT");
      } else {
        command(request, bytes("Q.MPUT", "jobs", "VALUES", count), payload, batch);
        get = command("Q.GET", "jobs", "COUNT", count, "NOWAIT");
      }
      put = request.toByteArray();
      putReplies = server.streams ? batch : 1;
      prepare();
      for (int i = 0; i < connections; i++) {
        new Connection();
      }
    }

    private void prepare() throws IOException {
      try (SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port))) {
        channel.write(ByteBuffer.wrap(command("DEL", "jobs")));
        ByteBuffer reply = ByteBuffer.allocate(256);
        channel.read(reply);
        if (server.streams) {
          channel.write(ByteBuffer.wrap(command("XGROUP", "CREATE", "jobs", "workers", "0", "MKSTREAM")));
          channel.read(reply);
        }
      }
    }

    /** Acknowledged jobs and the seconds that they took. */
    double[] run(double seconds) throws IOException {
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      long now = start;
      while (now < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          ((Connection) key.attachment()).read();
        }
        selector.selectedKeys().clear();
        now = System.nanoTime();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
      return new double[] {done, (now - start) / 1e9};
    }

    private enum Step {
      PUT,
      GET,
      DONE
    }

    /** A connection, and what it waits for. */
    private final class Connection {
      private final SocketChannel channel;
      private ByteBuffer in = ByteBuffer.allocate(1 << 16);
      private final ByteArrayOutputStream out = new ByteArrayOutputStream();
      private Step step = Step.PUT;
      private int missing;
      private int position;
      private int acknowledging;
      private final int[] ids = new int[2 * batch];

      Connection() throws IOException {
        channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        send(Step.PUT, put, putReplies);
      }

      private void send(Step next, byte[] request, int replies) throws IOException {
        step = next;
        missing = replies;
        in.clear();
        position = 0;
        ByteBuffer buffer = ByteBuffer.wrap(request);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }

      void read() throws IOException {
        if (!in.hasRemaining()) {
          in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        if (channel.read(in) < 0) {
          throw new IOException("the server closed a connection");
        }
        byte[] bytes = in.array();
        while (missing > 0) {
          Scan scan = new Scan(bytes, in.position(), position);
          if (!scan.reply()) {
            return;
          }
          position = scan.at;
          missing--;
          if (missing == 0) {
            answered(bytes, scan);
            return;
          }
        }
      }

      private void answered(byte[] bytes, Scan scan) throws IOException {
        switch (step) {
          case PUT -> send(Step.GET, get, 1);
          case GET -> acknowledge(bytes, scan);
          case DONE -> {
            done += acknowledging;
            send(Step.PUT, put, putReplies);
          }
        }
      }

      /** The second of every three texts is an id of Q.GET; after the stream's name the first. */
      private void acknowledge(byte[] bytes, Scan scan) throws IOException {
        int found = 0;
        for (int i = 1; i < scan.texts; i += 3) {
          ids[2 * found] = scan.starts[i];
          ids[2 * found + 1] = scan.ends[i];
          found++;
        }
        if (found == 0) {
          send(Step.PUT, put, putReplies);
          return;
        }
        out.reset();
        int words = found + (server.streams ? 3 : 2);
        out.writeBytes(text("*" + words + "\r\n"));
        words(out, server.streams ? bytes("XACK", "jobs", "workers") : bytes("Q.DONE", "jobs"));
        for (int i = 0; i < found; i++) {
          int length = ids[2 * i + 1] - ids[2 * i];
          out.writeBytes(text("$" + length + "\r\n"));
          out.write(bytes, ids[2 * i], length);
          out.write('\r');
          out.write('\n');
        }
        acknowledging = found;
        send(Step.DONE, out.toByteArray(), 1);
      }
    }
  }

  /** Goes over one reply, and remembers where its texts are. */
  static final class Scan {
    private final byte[] bytes;
    private final int limit;
    int at;
    int texts;
    int[] starts = new int[512];
    int[] ends = new int[512];

    Scan(byte[] bytes, int limit, int at) {
      this.bytes = bytes;
      this.limit = limit;
      this.at = at;
    }

    /** Whether the reply is all there. */
    boolean reply() {
      for (long elements = 1; elements > 0; elements--) {
        if (at >= limit) {
          return false;
        }
        byte type = bytes[at];
        int end = at + 1;
        while (end < limit && bytes[end] != '\n') {
          end++;
        }
        if (end >= limit) {
          return false;
        }
        if (type == '-') {
          throw new IllegalStateException(
              new String(bytes, at, end - at, StandardCharsets.US_ASCII));
        }
        long number = type == '$' || type == '*' ? number(at + 1, end - 1) : 0;
        at = end + 1;
        if (type == '*') {
          elements += Math.max(number, 0);
        } else if (type == '$' && number >= 0) {
          if (at + number + 2 > limit) {
            return false;
          }
          if (texts == starts.length) {
            starts = Arrays.copyOf(starts, 2 * texts);
            ends = Arrays.copyOf(ends, 2 * texts);
          }
          starts[texts] = at;
          ends[texts++] = at + (int) number;
          at += (int) number + 2;
        }
      }
      return true;
    }

    private long number(int from, int to) {
      if (bytes[from] == '-') {
        return -1;
      }
      long number = 0;
      for (int i = from; i < to; i++) {
        number = number * 10 + bytes[i] - '0';
      }
      return number;
    }
  }

  private static byte[] command(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text("*" + words.length + "\r\n"));
    words(out, bytes(words));
    return out.toByteArray();
  }

  private static void command(
      ByteArrayOutputStream out, byte[][] words, byte[] payload, int payloads) {
    out.writeBytes(text("*" + (words.length + payloads) + "\r\n"));
    words(out, words);
    for (int i = 0; i < payloads; i++) {
      words(out, new byte[][] {payload});
    }
  }

  private static void words(ByteArrayOutputStream out, byte[][] words) {
    for (byte[] word : words) {
      out.writeBytes(text("$" + word.length + "\r\n"));
      out.writeBytes(word);
      out.write('\r');
      out.write('\n');
    }
  }

  private static byte[][] bytes(String... words) {
    return Arrays.stream(words).map(JobLoad::text).toArray(byte[][]::new);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
