package io.miniredis.server.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Everything that is true of a command before it runs: the one source for the dispatcher's gates
 * and locks, for COMMAND INFO, DOCS and GETKEYS, and for the ACL. The hot facts are final ints.
 */
public final class Spec {
  /** Which shards a command locks. */
  public enum Locks {
    /** Those of its keys; none if it has no keys. */
    KEYS,
    /** Those of the keys that the client watches and that its queued commands name. */
    TRANSACTION,
    /** All: commands over the whole keyspace, or with keys that cannot be declared. */
    ALL
  }

  /** Which arguments are channels, which users need leave for. */
  public enum Channels {
    NONE,
    /** The first argument: who publishes. */
    FIRST,
    /** All arguments: who subscribes. */
    ALL,
    /** All arguments, and they stand for all channels that match them. */
    PATTERNS;

    int first() {
      return 1;
    }

    int count(int argc) {
      return switch (this) {
        case NONE -> 0;
        case FIRST -> 1;
        case ALL, PATTERNS -> argc - 1;
      };
    }
  }

  private final String name;
  private final Group group;
  private final int arity;
  private final Set<Flag> flags;
  private final Set<AclCategory> categories;
  private final List<KeySpec> keys;
  private final List<String> tips;
  private final String summary;
  private final String usage;
  private final String since;
  private final String complexity;
  private final String deprecatedSince;
  private final String replacement;
  private final Locks locks;
  private final boolean allowedToListeners;
  private final Channels channels;

  /** Whether its lookups of keys are told as hits and misses. */
  final boolean countsLookups;

  /** Whether it may send messages, by itself or by keyspace notifications. */
  final boolean publishes;

  /** Whether it may change keys that the values of its keys are linked to. */
  final boolean followsLinks;

  /** Whether it runs scripts, which may take long. */
  final boolean runsScripts;

  /** Whether clients who cache what they read are told of changes of its keys. */
  final boolean remembersKeys;

  /** Whether it runs at once between MULTI and EXEC too. */
  final boolean neverQueued;

  /** The same as {@link #keys}, to be walked without an iterator. */
  final KeySpec[] keySpecs;

  final int flagBits;

  /** The index of the only key, when there is exactly one at a fixed place; else 0. */
  final int singleKey;

  /** The index of the element that is looked for in the key's value; 0 if there is none. */
  final int element;

  private Spec(Builder b) {
    name = b.name;
    group = b.group;
    arity = b.arity;
    keys = List.copyOf(b.keys);
    keySpecs = keys.toArray(new KeySpec[0]);
    if (keys.stream().anyMatch(k -> !k.isFixed())) {
      b.flags.add(Flag.MOVABLEKEYS);
    }
    flags = java.util.Collections.unmodifiableSet(b.flags);
    categories = java.util.Collections.unmodifiableSet(impliedCategories(b));
    tips = List.copyOf(b.tips);
    element = b.element;
    summary = b.summary;
    usage = b.usage;
    since = b.since;
    complexity = b.complexity;
    neverQueued = b.neverQueued;
    runsScripts = b.runsScripts;
    followsLinks = b.followsLinks;
    publishes = b.publishes || b.flags.contains(Flag.WRITE);
    deprecatedSince = b.deprecatedSince;
    replacement = b.replacement;
    allowedToListeners = b.allowedToListeners;
    countsLookups =
        b.countsLookups
            || !b.flags.contains(Flag.WRITE)
            || keys.stream().anyMatch(key -> key.access() == KeySpec.Access.RO);
    channels = b.channels;
    remembersKeys =
        b.flags.contains(Flag.READONLY)
            && !b.flags.contains(Flag.PUBSUB)
            && !b.flags.contains(Flag.NO_MANDATORY_KEYS) // scripts: their commands count
            && keys.stream().anyMatch(KeySpec::isKey);
    boolean undeclarable =
        keys.stream().anyMatch(k -> k.isKey() && k.begin() == KeySpec.Begin.UNKNOWN);
    locks = undeclarable ? Locks.ALL : b.locks;
    int hidden = b.mayReplicate ? Flag.MAY_REPLICATE.bit() : 0;
    flagBits = flags.stream().mapToInt(Flag::bit).reduce(hidden, (x, y) -> x | y);
    singleKey = locks == Locks.KEYS && keys.size() == 1 ? soleIndex(keys.getFirst()) : 0;
  }

  /**
   * Begins the specification of a command.
   *
   * @param name in capitals; a subcommand has its container's name in front: {@code CONFIG GET}
   */
  public static Builder command(String name, Group group) {
    return new Builder(name, group);
  }

  /** The name in capitals, as the Javadoc and the table of commands have it. */
  public String name() {
    return name;
  }

  /** The name as COMMAND tells it: {@code get}, {@code config|get}. */
  public String fullName() {
    return name.toLowerCase(Locale.ROOT).replace(' ', '|');
  }

  public boolean isSubcommand() {
    return name.indexOf(' ') > 0;
  }

  /** Whether CLIENT CACHING waits on for the next command: behind all subcommands of CLIENT. */
  boolean keepsCaching() {
    return isSubcommand() && group == Group.CONNECTION;
  }

  public Group group() {
    return group;
  }

  /** The number of arguments with the name; negative: at least so many. */
  public int arity() {
    return arity;
  }

  public boolean acceptsCount(int argc) {
    return arity >= 0 ? argc == arity : argc >= -arity;
  }

  public Set<Flag> flags() {
    return flags;
  }

  public boolean is(Flag flag) {
    return (flagBits & flag.bit()) != 0;
  }

  public Set<AclCategory> categories() {
    return categories;
  }

  public List<KeySpec> keys() {
    return keys;
  }

  /** Whether any of its arguments can be a key. */
  public boolean hasKeys() {
    return keys.stream().anyMatch(KeySpec::isKey);
  }

  public List<String> tips() {
    return tips;
  }

  /** One sentence for COMMAND DOCS. */
  public String summary() {
    return summary;
  }

  /** The arguments behind the name, in the notation of Redis's command pages. */
  public String usage() {
    return usage;
  }

  public String since() {
    return since;
  }

  public String complexity() {
    return complexity;
  }

  /** The version of Redis that advises against it; empty if none does. */
  public String deprecatedSince() {
    return deprecatedSince;
  }

  /** What to use instead, if it is deprecated. */
  public String replacement() {
    return replacement;
  }

  public Locks locks() {
    return locks;
  }

  /** Which arguments are channels. */
  public Channels channels() {
    return channels;
  }

  /** Whether it may be sent by a client that is subscribed to something and speaks RESP2. */
  public boolean allowedToListeners() {
    return allowedToListeners;
  }

  private static int soleIndex(KeySpec key) {
    boolean sole = key.isFixed() && key.isKey() && key.lastKey() == 0 && key.index() > 0;
    return sole ? key.index() : 0;
  }

  private static Set<AclCategory> impliedCategories(Builder b) {
    EnumSet<AclCategory> set = EnumSet.copyOf(b.categories);
    if (b.flags.contains(Flag.WRITE)) {
      set.add(AclCategory.WRITE);
    }
    if (b.flags.contains(Flag.READONLY) && b.group != Group.SCRIPTING) {
      set.add(AclCategory.READ);
    }
    if (b.flags.contains(Flag.ADMIN)) {
      set.add(AclCategory.ADMIN);
      set.add(AclCategory.DANGEROUS);
    }
    if (b.flags.contains(Flag.PUBSUB)) {
      set.add(AclCategory.PUBSUB);
    }
    if (b.flags.contains(Flag.BLOCKING)) {
      set.add(AclCategory.BLOCKING);
    }
    set.add(b.flags.contains(Flag.FAST) ? AclCategory.FAST : AclCategory.SLOW);
    return set;
  }

  /** Collects the facts of a command. */
  public static final class Builder {
    private final String name;
    private final Group group;
    private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    private final EnumSet<AclCategory> categories = EnumSet.noneOf(AclCategory.class);
    private final List<KeySpec> keys = new ArrayList<>();
    private List<String> tips = List.of();
    private int arity;
    private int element;
    private String summary = "";
    private String usage = "";
    private String since = "1.0.0";
    private String complexity = "";
    private String deprecatedSince = "";
    private String replacement = "";
    private Locks locks = Locks.KEYS;
    private boolean neverQueued;
    private boolean allowedToListeners;
    private boolean countsLookups;
    private boolean publishes;
    private boolean followsLinks;
    private boolean mayReplicate;
    private Channels channels = Channels.NONE;
    private boolean runsScripts;

    private Builder(String name, Group group) {
      this.name = name;
      this.group = group;
      AclCategory category = group.category();
      if (category != null) {
        categories.add(category);
      }
    }

    /** The number of arguments with the name (and the subcommand's); negative: at least so many. */
    public Builder arity(int arity) {
      this.arity = arity;
      return this;
    }

    public Builder flags(Flag... flags) {
      this.flags.addAll(List.of(flags));
      return this;
    }

    /** The data and topic categories, where they are not exactly the group's own. */
    public Builder acl(AclCategory... categories) {
      this.categories.clear();
      this.categories.addAll(List.of(categories));
      return this;
    }

    public Builder keys(KeySpec... keys) {
      this.keys.addAll(List.of(keys));
      return this;
    }

    /**
     * The argument that names the element (a hash field, a member) looked for in the value of the
     * only key. A hint: pipelines of such commands wait for the cache misses together.
     */
    public Builder element(int index) {
      this.element = index;
      return this;
    }

    /** Locks every shard: for commands over the whole keyspace. */
    public Builder locksAll() {
      locks = Locks.ALL;
      return this;
    }

    /** Locks what the client's transaction needs: for EXEC. */
    public Builder locksTransaction() {
      locks = Locks.TRANSACTION;
      return this;
    }

    /** Runs at once between MULTI and EXEC too: for those and their like. */
    public Builder neverQueued() {
      neverQueued = true;
      return this;
    }

    /** Has CLIENT PAUSE WRITE hold it back too, which COMMAND INFO does not tell of it. */
    public Builder mayReplicate() {
      mayReplicate = true;
      return this;
    }

    /**
     * Makes it wait while event loops are behind with delivering; commands that write do anyway.
     */
    public Builder publishes() {
      publishes = true;
      return this;
    }

    /**
     * Tells its lookups of keys as hits and misses though it changes those keys, as Redis does of
     * some. What only reads a key tells that anyway.
     */
    public Builder countsLookups() {
      countsLookups = true;
      return this;
    }

    /** Locks what the values of its keys are linked to ({@code Value.linkedHash}), too. */
    public Builder followsLinks() {
      this.followsLinks = true;
      return this;
    }

    /** Says which arguments are channels that a user needs leave for. */
    public Builder channels(Channels channels) {
      this.channels = channels;
      return this;
    }

    /** Allows it to clients that are subscribed to something and speak RESP2. */
    public Builder allowedToListeners() {
      allowedToListeners = true;
      return this;
    }

    /** Runs scripts: locks all shards, and may run long. */
    public Builder runsScripts() {
      runsScripts = true;
      publishes = true;
      return locksAll();
    }

    public Builder tips(String... tips) {
      this.tips = List.of(tips);
      return this;
    }

    public Builder summary(String summary) {
      this.summary = summary;
      return this;
    }

    public Builder usage(String usage) {
      this.usage = usage;
      return this;
    }

    public Builder since(String since) {
      this.since = since;
      return this;
    }

    public Builder complexity(String complexity) {
      this.complexity = complexity;
      return this;
    }

    /** Tells that a version of Redis advises against it, and what to use instead. */
    public Builder deprecated(String since, String instead) {
      this.deprecatedSince = since;
      this.replacement = instead;
      return this;
    }

    public Spec build() {
      if (arity == 0) {
        throw new IllegalStateException("the arity of " + name + " is not set");
      }
      return new Spec(this);
    }
  }
}
