package io.miniredis.server.testing;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Keeps what is logged as a warning or an error, so that tests can look at it; {@link Invariants}
 * fails a test that left an error here.
 */
public final class TestLogs implements SLF4JServiceProvider {
  private static final ConcurrentLinkedQueue<String> WARNINGS = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<String> ERRORS = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<String> ALL = new ConcurrentLinkedQueue<>();
  private static volatile boolean keepsAll;

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  /** The warnings since the last call or the test's beginning. */
  public static List<String> takeWarnings() {
    return take(WARNINGS);
  }

  /** The errors since the last call or the test's beginning: for tests that provoke one. */
  public static List<String> takeErrors() {
    return take(ERRORS);
  }

  /** Whether what is logged at the other levels is kept too, from now on. */
  public static void keepAll(boolean yes) {
    keepsAll = yes;
    ALL.clear();
  }

  /** What was logged at any level since {@link #keepAll} or the last call. */
  public static List<String> takeAll() {
    return take(ALL);
  }

  private static List<String> take(ConcurrentLinkedQueue<String> queue) {
    List<String> lines = new java.util.ArrayList<>();
    for (String line = queue.poll(); line != null; line = queue.poll()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Recorder::named;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  private static final class Recorder extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    static Logger named(String name) {
      Recorder recorder = new Recorder();
      recorder.name = name;
      return recorder;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable cause) {
      String line =
          name
              + ": "
              + MessageFormatter.basicArrayFormat(message, arguments)
              + (cause == null ? "" : " (" + cause + ")");
      if (keepsAll) {
        ALL.add(line);
      }
      if (level == Level.ERROR) {
        ERRORS.add(line);
        System.err.println(line);
        if (cause != null) {
          cause.printStackTrace();
        }
      } else if (level == Level.WARN) {
        WARNINGS.add(line);
      }
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    public boolean isTraceEnabled() {
      return keepsAll;
    }

    @Override
    public boolean isDebugEnabled() {
      return keepsAll;
    }

    @Override
    public boolean isInfoEnabled() {
      return keepsAll;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
