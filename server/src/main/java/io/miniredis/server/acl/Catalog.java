package io.miniredis.server.acl;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's commands, as rules about them see them. Commands and subcommands have ids from 0;
 * their names are in lower case, a subcommand's with its container's: {@code config|get}.
 */
public interface Catalog {
  /** The number of commands and subcommands: ids are less. */
  int count();

  /** The id of a command by its full name, or -1. */
  int find(String name);

  /** The ids of a container's subcommands; empty for what is no container. */
  BitSet subcommands(int id);

  /** The ids of the commands of a category, subcommands too; null if there is no such category. */
  @Nullable BitSet category(String name);

  /** The names of all categories, as ACL CAT lists them. */
  List<String> categories();
}
