package io.miniredis.server.command.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What versions of Redis have changed about commands: facts of their documentation, in our words. A
 * line tells commands, a version, and what came with it; behind a plus stand arguments that came,
 * and behind a semicolon what else.
 */
final class CommandHistory {
  /**
   * A change.
   *
   * @param arguments the arguments that came with it
   */
  record Change(String version, String text, Set<String> arguments) {}

  private static final String LINES =
      """
      acl|getuser 6.2.0 Tells channel patterns.
      acl|getuser 7.0.0 Tells selectors; key and channel patterns are rules, no longer lists.
      acl|log 7.2.0 Tells an entry's id and when it was made and last changed.
      acl|setuser 6.2.0 Knows channel patterns.
      acl|setuser 7.0.0 Knows selectors, and keys for reading or writing alone.
      auth 6.0.0 + username
      bgsave 3.2.2 + SCHEDULE
      bitcount,bitpos 7.0.0 + BYTE BIT
      blpop,brpop,brpoplpush,bzpopmax,bzpopmin 6.0.0 The timeout may have a fraction.
      client|kill 2.8.12 + ID TYPE
      client|kill 2.8.12 Filters by several things.
      client|kill 3.2.0 + MASTER
      client|kill 5.0.0 + REPLICA
      client|kill 6.2.0 + LADDR
      client|kill 7.4.0 + MAXAGE
      client|list 2.8.12 Tells id.
      client|list 5.0.0 + TYPE
      client|list 6.0.0 Tells user.
      client|list 6.2.0 + ID; tells argv-mem, tot-mem, laddr and redir
      client|list 7.0.0 Tells resp, multi-mem, rbs and rbp.
      client|list 7.0.3 Tells ssub.
      client|list 7.2.0 Tells lib-name and lib-ver.
      client|list 7.4.0 Tells watch.
      client|list 8.0.0 Tells io-thread.
      client|pause 6.2.0 + WRITE ALL
      cluster|meet 4.0.0 + cluster-bus-port
      cluster|slots 4.0.0 Tells the ids of nodes.
      cluster|slots 7.0.0 Tells more about the network of nodes.
      command|info 7.0.0 Tells of all commands if none is named.
      config|get 7.0.0 Takes several patterns.
      config|set 7.0.0 Takes several settings.
      exists 3.0.3 Takes several keys.
      expire,expireat,pexpire,pexpireat 7.0.0 + NX XX GT LT
      flushall,flushdb 4.0.0 + ASYNC
      flushall,flushdb 6.2.0 + SYNC
      geoadd 6.2.0 + NX XX CH
      georadius,georadius_ro 6.2.0 + ANY
      georadiusbymember,georadiusbymember_ro 6.2.0 Takes ANY behind COUNT.
      georadius,georadius_ro,georadiusbymember,georadiusbymember_ro 7.0.0 Units in upper case.
      geosearch,geosearchstore 7.0.0 Units in upper case.
      hdel 2.4.0 Takes several fields.
      hello 6.2.0 The version may be left out, to be told of the connection as it is.
      hset 4.0.0 Takes several fields and values.
      info 7.0.0 Takes several sections.
      lpop,rpop 6.2.0 + count
      lpush,rpush 2.4.0 Takes several elements.
      lpushx,rpushx 4.0.0 Takes several elements.
      migrate 3.0.0 + COPY REPLACE
      migrate 3.0.6 + KEYS
      migrate 4.0.7 + AUTH
      migrate 6.0.0 + AUTH2
      pttl,ttl 2.8.0 Tells a key that is missing from one that does not expire.
      renamenx 3.2.0 Both names may be the same.
      restore,restore-asking 3.0.0 + REPLACE
      restore,restore-asking 5.0.0 + ABSTTL
      restore,restore-asking 5.0.0 + IDLETIME FREQ
      sadd,srem 2.4.0 Takes several members.
      scan 6.0.0 + TYPE
      script|flush 6.2.0 + ASYNC SYNC
      set 2.6.12 + EX PX NX XX
      set 6.0.0 + KEEPTTL
      set 6.2.0 + GET EXAT PXAT
      set 7.0.0 NX and GET may come together.
      shutdown 7.0.0 + NOW FORCE ABORT
      slowlog|get 4.0.0 Tells the client's address and name.
      spop 3.2.0 + count
      srandmember 2.6.0 + count
      xadd 6.2.0 + NOMKSTREAM MINID LIMIT
      xadd 7.0.0 The number of an id may be left to the server.
      xautoclaim 7.0.0 Tells entries that are deleted, and takes them from those pending.
      xgroup|create 7.0.0 Takes ENTRIESREAD.
      xgroup|setid 7.0.0 Takes ENTRIESREAD.
      xinfo|consumers 7.2.0 Tells inactive; idle also counts what was tried in vain.
      xinfo|groups 7.0.0 Tells entries-read and lag.
      xinfo|stream 6.0.0 Takes FULL.
      xinfo|stream 7.0.0 Tells how many entries were added, the greatest id deleted, and lag.
      xinfo|stream 7.2.0 Tells active-time; seen-time also counts what was tried in vain.
      xpending 6.2.0 + IDLE; either end may be left out of the range
      xrange,xrevrange 6.2.0 Either end may be left out of the range.
      xsetid 7.0.0 + ENTRIESADDED MAXDELETEDID
      xtrim 6.2.0 + MINID LIMIT
      zadd 2.4.0 Takes several members.
      zadd 3.0.2 + NX XX CH INCR
      zadd 6.2.0 + GT LT
      zrange 6.2.0 + BYSCORE BYLEX REV LIMIT
      zrangebyscore 2.0.0 + WITHSCORES
      zrank,zrevrank 7.2.0 Takes WITHSCORE.
      zrem 2.4.0 Takes several members.
      zrevrangebyscore 2.1.6 Either end may be left out of the range.
      """;

  private final Map<String, List<Change>> byCommand = new HashMap<>();

  CommandHistory() {
    LINES.lines().forEach(this::add);
  }

  private void add(String line) {
    String[] parts = line.split(" ", 3);
    boolean arguments = parts[2].startsWith("+ ");
    String[] more = parts[2].split("; ", 2);
    List<String> words = arguments ? List.of(more[0].substring(2).split(" ")) : List.of();
    String rest = more.length > 1 ? "; " + more[1] : "";
    String text = arguments ? "Takes " + list(words) + rest + "." : parts[2];
    Change change = new Change(parts[1], text, Set.copyOf(words));
    for (String command : parts[0].split(",")) {
      byCommand.computeIfAbsent(command, name -> new ArrayList<>()).add(change);
    }
  }

  private static String list(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** The changes of a command, by its full name; the oldest first. */
  List<Change> of(String fullName) {
    return byCommand.getOrDefault(fullName, List.of());
  }

  /**
   * The version that an argument came with; empty if it came with its command, or all that it
   * offers came at different times.
   */
  static String since(List<Change> changes, Argument argument) {
    String name = argument.token() == null ? argument.name() : argument.token();
    for (Change change : changes) {
      if (change.arguments().contains(name)) {
        return change.version();
      }
    }
    if (argument.type() != Argument.Type.ONEOF) {
      return "";
    }
    String all = since(changes, argument.arguments().getFirst());
    for (Argument choice : argument.arguments()) {
      if (!since(changes, choice).equals(all)) {
        return "";
      }
    }
    return all;
  }
}
