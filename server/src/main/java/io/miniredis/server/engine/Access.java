package io.miniredis.server.engine;

import io.miniredis.server.acl.Denial;
import io.miniredis.server.acl.DenialLog;
import io.miniredis.server.acl.User;
import io.miniredis.server.config.Settings;

/** What the rights of users mean for their clients: notes what was refused, and ends clients. */
public final class Access {
  private final Engine engine;
  private final DenialLog log = new DenialLog();

  Access(Engine engine) {
    this.engine = engine;
  }

  /** What was refused lately. */
  public DenialLog log() {
    return log;
  }

  /**
   * Notes that a command was refused.
   *
   * @param context where: toplevel, multi or lua
   */
  void denied(Session session, Denial denial, Spec spec, Arguments args, String context) {
    engine.stats().denied(denial.reason());
    String object = denial.index() == 0 ? spec.fullName() : args.arg(denial.index()).toString();
    note(session, denial.reason().label(), context, object, session.user().name());
  }

  /** Notes that a client failed to authenticate. */
  public void failedToAuthenticate(Session session, String name) {
    engine.stats().authenticationsFailed.increment();
    String context = session.transaction().isOpen() ? "multi" : "toplevel";
    note(session, "auth", context, "AUTH", name);
  }

  private void note(Session session, String reason, String context, String object, String user) {
    long now = engine.clock().millis();
    long max = engine.config().number(Settings.ACLLOG_MAX_LEN);
    log.add(reason, context, object, user, new ClientLine(session, now).toString(), now, max);
  }

  /** Ends the connections of a user who has gone; one's own behind the reply. */
  public void endClientsOf(User user, Session self) {
    for (Session session : engine.sessions().all()) {
      if (session.user() == user) {
        if (session == self) {
          session.closeAfterReply();
        } else {
          engine.sessions().kill(session);
        }
      }
    }
  }

  /** Ends the connections that are subscribed to what their user may not use any more. */
  public void endForbiddenSubscribers(User user) {
    for (Session session : engine.sessions().all()) {
      if (session.user() == user && session.isSubscribed()) {
        session.link().execute(() -> endIfForbidden(session));
      }
    }
  }

  private void endIfForbidden(Session session) {
    if (!session.mayKeepSubscriptions()) {
      engine.sessions().kill(session);
    }
  }
}
