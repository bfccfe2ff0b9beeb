import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the snippets of {@code fidelity.txt} and the programs of {@code speed.txt} in Lua engines for the
 * JVM and, through EVAL, in a real redis-server; prints where they differ and how long they took.
 * Usage: {@code Engines PORT ENGINE...}: the port of the redis-server, then luaj, luajava, or the port of
 * another server.
 */
public class Engines {
  interface Engine {
    String run(String script) throws Exception;
  }

  static final String WRAP =
      "local f, e = loadstring(%s, '@user_script') if not f then return tostring(e) end "
          + "local ok, v = pcall(f) return tostring(v)";

  public static void main(String[] args) throws Exception {
    Redis redis = new Redis(Integer.parseInt(args[0]));
    List<String> lines = read("fidelity.txt");
    for (int a = 1; a < args.length; a++) {
      Engine engine = engine(args[a]);
      int same = 0;
      for (String line : lines) {
        String script = String.format(WRAP, quote(line));
        String want = redis.eval(script);
        String got = attempt(engine, script);
        if (want.equals(got)) {
          same++;
        } else {
          System.out.printf("%s: %s%n   redis: %s%n   %s: %s%n", args[a], line, want, args[a], got);
        }
      }
      System.out.printf("== %s: %d of %d as redis%n", args[a], same, lines.size());
    }
    for (String line : read("speed.txt")) {
      StringBuilder row = new StringBuilder();
      row.append(String.format("%-70.70s redis %6.0f ms", line, best(redis::eval, line, 3)));
      for (int a = 1; a < args.length; a++) {
        row.append(String.format("  %s %6.0f ms", args[a], best(engine(args[a]), line, 8)));
      }
      System.out.println(row);
    }
  }

  static List<String> read(String file) throws Exception {
    return Files.readAllLines(Path.of(file)).stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
  }

  static double best(Engine e, String script, int times) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long t = System.nanoTime();
      attempt(e, script);
      best = Math.min(best, (System.nanoTime() - t) / 1e6);
    }
    return best;
  }

  static String attempt(Engine e, String script) {
    try {
      return e.run(script);
    } catch (Throwable t) {
      return t.getClass().getSimpleName() + ": " + t.getMessage();
    }
  }

  static String quote(String s) {
    return "'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static Engine engine(String name) throws Exception {
    if (name.matches("\\d+")) {
      return new Redis(Integer.parseInt(name))::eval;
    }
    return name.equals("luaj") ? new Luaj() : new Native();
  }

  static final class Luaj implements Engine {
    final org.luaj.vm2.Globals g = org.luaj.vm2.lib.jse.JsePlatform.standardGlobals();

    Luaj() {
      g.set("loadstring", g.get("load")); // it is of Lua 5.2, which has no loadstring
    }

    @Override
    public String run(String script) {
      return g.load(script, "script").call().tojstring();
    }
  }

  static final class Native implements Engine {
    final party.iroiro.luajava.Lua lua = new party.iroiro.luajava.lua51.Lua51();

    Native() {
      lua.openLibraries();
    }

    @Override
    public String run(String script) {
      lua.run(script);
      String s = lua.toString(-1);
      lua.pop(1);
      return s;
    }
  }

  static final class Redis {
    final InputStream in;
    final OutputStream out;

    Redis(int port) throws Exception {
      Socket s = new Socket("127.0.0.1", port);
      in = new BufferedInputStream(s.getInputStream());
      out = s.getOutputStream();
    }

    String eval(String script) throws Exception {
      byte[] b = script.getBytes(StandardCharsets.ISO_8859_1);
      ByteArrayOutputStream o = new ByteArrayOutputStream();
      o.write(("*3\r\n$4\r\nEVAL\r\n$" + b.length + "\r\n").getBytes());
      o.write(b);
      o.write("\r\n$1\r\n0\r\n".getBytes());
      out.write(o.toByteArray());
      String line = line();
      if (line.startsWith("$") && !line.equals("$-1")) {
        byte[] r = in.readNBytes(Integer.parseInt(line.substring(1)));
        in.readNBytes(2);
        return new String(r, StandardCharsets.ISO_8859_1);
      }
      return line;
    }

    String line() throws Exception {
      StringBuilder b = new StringBuilder();
      for (int c = in.read(); c != '\r'; c = in.read()) {
        b.append((char) c);
      }
      in.read();
      return b.toString();
    }
  }
}
