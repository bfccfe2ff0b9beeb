package io.miniredis.server.engine;

import io.miniredis.server.acl.Catalog;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command table, as access rules see it. */
final class CommandCatalog implements Catalog {
  private final CommandTable table;
  private final Map<String, BitSet> categories = new HashMap<>();

  CommandCatalog(CommandTable table) {
    this.table = table;
    for (AclCategory category : AclCategory.values()) {
      BitSet ids = new BitSet();
      for (CommandTable.Row row : table.allRows()) {
        ids.set(row.id(), row.spec().categories().contains(category));
      }
      categories.put(category.label(), ids);
    }
  }

  @Override
  public int count() {
    return table.count();
  }

  @Override
  public int find(String name) {
    CommandTable.Row row = table.find(name);
    return row == null ? -1 : row.id();
  }

  @Override
  public BitSet subcommands(int id) {
    BitSet ids = new BitSet();
    for (CommandTable.Row row : table.rows()) {
      CommandTable subcommands = row.subcommands();
      if (row.id() == id && subcommands != null) {
        subcommands.rows().forEach(sub -> ids.set(sub.id()));
      }
    }
    return ids;
  }

  @Override
  public @Nullable BitSet category(String name) {
    return categories.get(name);
  }

  @Override
  public List<String> categories() {
    return Arrays.stream(AclCategory.values()).map(AclCategory::label).toList();
  }
}
