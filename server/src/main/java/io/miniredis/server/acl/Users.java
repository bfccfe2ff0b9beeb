package io.miniredis.server.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.RawText;
import io.miniredis.server.config.Settings;
import io.miniredis.server.value.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the server, and for what. There is always the user called default: it is who clients
 * are until they say otherwise, and {@code requirepass} is its password. Names are bytes as Latin-1
 * text. Safe for use by all event loops; changes are made by one command at a time, as those hold
 * all shards.
 */
public final class Users {
  public static final String DEFAULT = "default";

  private static final List<String> ALL = List.of("on", "nopass", "~*", "&*", "+@all");

  private final Config config;
  private final Catalog catalog;
  private final ConcurrentSkipListMap<String, User> byName = new ConcurrentSkipListMap<>();
  private final User defaultUser;
  private final Rights all;

  public Users(Config config, Catalog catalog) {
    this.config = config;
    this.catalog = catalog;
    try {
      all = changed(Rights.NONE, ALL);
      defaultUser = new User(DEFAULT, all);
    } catch (RuleException e) {
      throw new IllegalStateException("the default user's rules", e);
    }
    byName.put(DEFAULT, defaultUser);
    config.follow(Settings.REQUIREPASS, this::defaultPassword);
  }

  private void defaultPassword(String password) {
    String bytes = new String(RawText.encode(password), ISO_8859_1);
    try {
      List<String> rules =
          password.isEmpty() ? List.of("nopass") : List.of("resetpass", ">" + bytes);
      defaultUser.rights(changed(defaultUser.rights(), rules));
    } catch (RuleException e) {
      throw new IllegalStateException("the default user's password", e);
    }
  }

  /** The commands that rules are about. */
  public Catalog catalog() {
    return catalog;
  }

  public User defaultUser() {
    return defaultUser;
  }

  /** Whether clients must authenticate before anything else. */
  public boolean needPassword() {
    return !defaultUser.needsNoPassword();
  }

  /** Whether any password will do for the default user, even if it is off. */
  public boolean defaultHasNoPassword() {
    return defaultUser.rights().noPassword();
  }

  public @Nullable User find(String name) {
    return byName.get(name);
  }

  /** All users, in the order of their names' bytes. */
  public Collection<User> all() {
    return byName.values();
  }

  /**
   * The user if this is its password and it is on, else null. The time it takes tells nothing about
   * the password, nor whether there is such a user.
   */
  public @Nullable User authenticate(Slice name, Slice password) {
    User user = byName.get(name.toString());
    boolean accepted = (user == null ? Rights.NONE : user.rights()).accepts(password);
    return accepted ? user : null;
  }

  /**
   * Changes a user's rights by rules in the language of ACL SETUSER, or makes a user; all of them
   * or none.
   *
   * @throws RuleException of the first rule that cannot be followed, naming it
   */
  public User change(String name, List<String> rules) throws RuleException {
    User user = byName.get(name);
    Rights rights = changed(user == null ? fresh() : user.rights(), rules);
    if (user == null) {
      user = new User(name, rights);
      byName.put(name, user);
    } else {
      user.rights(rights);
    }
    return user;
  }

  private Rights fresh() {
    Rights none = Rights.NONE;
    return new Rights(
        none.on(),
        none.noPassword(),
        none.sanitizes(),
        none.passwords(),
        List.of(UserRules.fresh(allChannels())));
  }

  private boolean allChannels() {
    return config.get(Settings.ACL_PUBSUB_DEFAULT).equals("allchannels");
  }

  private Rights changed(Rights from, List<String> rules) throws RuleException {
    UserRules change = new UserRules(catalog, from, allChannels());
    for (String rule : joined(rules)) {
      try {
        change.apply(rule);
      } catch (RuleException e) {
        throw e.of(rule);
      }
    }
    return change.toRights();
  }

  /** Puts together again what stands in parentheses, also if it came as several words. */
  private static List<String> joined(List<String> rules) throws RuleException {
    List<String> joined = new ArrayList<>();
    String open = null;
    String first = "";
    for (String rule : rules) {
      String whole = open == null ? rule : open + " " + rule;
      first = open == null ? rule : first;
      boolean unclosed = whole.startsWith("(") && !whole.endsWith(")");
      open = unclosed ? whole : null;
      if (!unclosed) {
        joined.add(whole);
      }
    }
    if (open != null) {
      throw RuleException.unmatched(first);
    }
    return joined;
  }

  /** Whether this is the default user, as {@code requirepass} alone makes it. */
  boolean isAsConfigured(User user) {
    String password = config.get(Settings.REQUIREPASS);
    List<String> hashes =
        password.isEmpty() ? List.of() : List.of(Passwords.hash(RawText.encode(password)));
    Rights alone = new Rights(true, password.isEmpty(), true, hashes, all.selectors());
    return user == defaultUser && user.rights().toString().equals(alone.toString());
  }

  /** One who may do everything, and is not among the users: for what the server does by itself. */
  public User unlimited() {
    try {
      return made("", List.of("on", "nopass", "~*", "&*", "+@all"));
    } catch (RuleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes a user; false if there is none. The default user stays. */
  public boolean delete(String name) {
    return !name.equals(DEFAULT) && byName.remove(name) != null;
  }

  /**
   * A user made by rules, who is not among the users.
   *
   * @throws RuleException of the first rule that cannot be followed
   */
  User made(String name, List<String> rules) throws RuleException {
    return new User(name, changed(fresh(), rules));
  }

  /**
   * Has the users of a file be the users, and no others. The default user may do everything if it
   * is none of them.
   *
   * @return the users whose clients must go: they are gone, or may do something else
   */
  public List<User> replace(UsersFile.Contents contents) {
    Map<String, User> users = new HashMap<>();
    contents.users().forEach(user -> users.put(user.name(), user));
    List<User> gone = new ArrayList<>();
    for (User old : List.copyOf(byName.values())) {
      User now = users.get(old.name());
      Rights rights = now != null ? now.rights() : old == defaultUser ? all : Rights.NONE;
      if (!rights.toString().equals(old.rights().toString())) {
        gone.add(old);
      }
      old.rights(rights);
      if (now == null && old != defaultUser) {
        byName.remove(old.name());
      }
    }
    users.forEach(byName::putIfAbsent);
    return gone;
  }
}
