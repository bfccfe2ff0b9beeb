package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.OutputBufferLimits;
import io.miniredis.server.config.Settings;

/** Tells which clients leave too many replies untaken ({@code client-output-buffer-limit}). */
public final class OutputGuard {
  private final Config config;

  OutputGuard(Config config) {
    this.config = config;
  }

  /** Whether clients of a type have any limit, so that it is worth asking. */
  public boolean isOn(ClientType type) {
    return isOn(limit(type));
  }

  /**
   * Whether a client with so many bytes of replies that it has not taken must go: more than the
   * hard limit, or more than the soft one for too long. To be asked when they grow, and now and
   * then.
   */
  public boolean condemns(Session session, long bytes, long now) {
    OutputBufferLimits.Limit limit = limit(session);
    if (limit.hard() > 0 && bytes >= limit.hard()) {
      return true;
    }
    if (limit.soft() == 0 || bytes < limit.soft()) {
      session.behindSince = 0;
      return false;
    }
    if (session.behindSince == 0) {
      session.behindSince = now;
    }
    return now - session.behindSince > limit.softSeconds() * 1000L;
  }

  /** Whether this client has any limit, so that it is worth asking. */
  public boolean isOn(Session session) {
    return isOn(limit(session));
  }

  private static boolean isOn(OutputBufferLimits.Limit limit) {
    return limit.hard() > 0 || limit.soft() > 0;
  }

  /**
   * Who monitors is a normal client; where these have no limit, it has that of subscribers, as it
   * does not choose how much it is sent.
   */
  private OutputBufferLimits.Limit limit(Session session) {
    OutputBufferLimits.Limit limit = limit(session.type());
    return session.isMonitor() && !isOn(limit) ? limit(ClientType.PUBSUB) : limit;
  }

  private OutputBufferLimits.Limit limit(ClientType type) {
    OutputBufferLimits limits = config.get(Settings.CLIENT_OUTPUT_BUFFER_LIMIT);
    return switch (type) {
      case NORMAL, MASTER -> limits.normal();
      case REPLICA -> limits.replica();
      case PUBSUB -> limits.pubsub();
    };
  }
}
