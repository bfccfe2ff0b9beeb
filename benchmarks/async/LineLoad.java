import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Loads a server of part 17's protocol from a process of its own, with one thread: every connection
 * sends a line, waits for the answer, and sends the next. Prints the answers a second.
 *
 * <p>Usage: {@code java LineLoad.java PORT CONNECTIONS SECONDS}; as long again goes before, to warm up.
 */
public final class LineLoad {
  private static final ByteBuffer PUT = line("PUT key value\n");
  private static final ByteBuffer GET = line("GET key\n");

  private LineLoad() {}

  private static ByteBuffer line(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static void send(SocketChannel channel, long number) throws IOException {
    ByteBuffer line = number % 2 == 0 ? PUT : GET;
    channel.write(line.rewind());
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    int connections = Integer.parseInt(args[1]);
    long nanos = (long) (Double.parseDouble(args[2]) * 1e9);
    Selector selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.socket().setTcpNoDelay(true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      send(channel, 0);
    }
    run(selector, nanos);
    System.out.printf("%.0f%n", run(selector, nanos));
  }

  /** Answers a second. */
  private static double run(Selector selector, long nanos) throws IOException {
    ByteBuffer in = ByteBuffer.allocateDirect(4096);
    long answers = 0;
    long begin = System.nanoTime();
    long now = begin;
    while (now - begin < nanos) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        SocketChannel channel = (SocketChannel) key.channel();
        int n = channel.read(in.clear());
        if (n < 0) {
          throw new IOException("the server has closed a connection");
        }
        if (in.get(n - 1) == '\n') {
          send(channel, ++answers);
        }
      }
      selector.selectedKeys().clear();
      now = System.nanoTime();
    }
    return answers * 1e9 / (now - begin);
  }
}
