import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;

/**
 * How long it takes from a put to the moment at which the one who waits has the job: Q.PUT and a
 * waiting Q.GET, or LPUSH and a waiting BRPOP. A blocking socket and a thread each for who puts and
 * who waits; a put is sent some time after the wait, when the server has long begun to wait.
 *
 * <p>Measures the servers in turns. Prints the median, the 99th percentile and the 99.9th, in
 * microseconds. Arguments: {@code puts rounds payload-bytes pause-micros}, then for each server
 * {@code name:kind:port}, where kind is {@code queue} or {@code list}.
 */
final class WakeLatency {
  public static void main(String[] arguments) throws Exception {
    int puts = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int bytes = Integer.parseInt(arguments[2]);
    long pause = Long.parseLong(arguments[3]) * 1000;
    List<String[]> servers = new ArrayList<>();
    List<double[]> times = new ArrayList<>();
    for (int i = 4; i < arguments.length; i++) {
      servers.add(arguments[i].split(":"));
      times.add(new double[puts * rounds]);
    }
    for (int round = -1; round < rounds; round++) { // the first one warms up
      for (int i = 0; i < servers.size(); i++) {
        double[] measured = new double[puts];
        String[] server = servers.get(i);
        measure(server[1].equals("queue"), Integer.parseInt(server[2]), bytes, pause, measured);
        if (round >= 0) {
          System.arraycopy(measured, 0, times.get(i), round * puts, puts);
        }
      }
    }
    System.out.printf("%-10s %10s %10s %10s   microseconds%n", "server", "median", "99 %", "99.9 %");
    for (int i = 0; i < servers.size(); i++) {
      double[] all = times.get(i);
      Arrays.sort(all);
      System.out.printf(
          Locale.ROOT,
          "%-10s %10.1f %10.1f %10.1f%n",
          servers.get(i)[0], at(all, 0.5), at(all, 0.99), at(all, 0.999));
    }
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) (sorted.length * part)];
  }

  private static void measure(boolean queue, int port, int bytes, long pause, double[] times)
      throws Exception {
    String payload = "x".repeat(bytes);
    byte[] put = queue ? command("Q.PUT", "wake", payload) : command("LPUSH", "wake", payload);
    byte[] wait =
        queue ? command("Q.GET", "wake", "LEASE", "0") : command("BRPOP", "wake", "0");
    SynchronousQueue<Long> came = new SynchronousQueue<>();
    try (Connection putter = new Connection(port);
        Connection waiter = new Connection(port)) {
      putter.call(command("DEL", "wake"));
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < times.length; i++) {
                        waiter.call(wait);
                        came.put(System.nanoTime());
                      }
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      for (int i = 0; i < times.length; i++) {
        long until = System.nanoTime() + pause;
        while (System.nanoTime() < until) {
          Thread.sleep(0, 100_000);
        }
        long start = System.nanoTime();
        putter.call(put);
        times[i] = (came.take() - start) / 1e3;
      }
      thread.join();
    }
  }

  private static byte[] command(String... words) {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return command.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A blocking connection whose replies are whole when as many bytes as a line wants are there. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    void call(byte[] request) throws IOException {
      out.write(request);
      for (int elements = 1; elements > 0; elements--) {
        byte type = next();
        int number = 0;
        boolean negative = false;
        for (byte b = next(); b != '\n'; b = next()) {
          negative |= b == '-';
          if (b >= '0' && b <= '9') {
            number = number * 10 + b - '0';
          }
        }
        if (type == '-') {
          throw new IOException("the server answered with an error");
        }
        if (type == '*' && !negative) {
          elements += number;
        } else if (type == '$' && !negative) {
          for (int i = 0; i < number + 2; i++) {
            next();
          }
        }
      }
    }

    private byte next() throws IOException {
      if (from == to) {
        from = 0;
        to = in.read(buffer);
        if (to < 0) {
          throw new IOException("the server closed the connection");
        }
      }
      return buffer[from++];
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
