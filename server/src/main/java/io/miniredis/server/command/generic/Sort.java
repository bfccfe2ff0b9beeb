package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;

/**
 * Sorts the elements of a list, a set or a sorted set, and replies with them, with what other keys
 * hold under names made of them, or stores that as a list and replies with its length.
 *
 * <p>Checked as {@link SortQuery} and {@link Sorting} tell.
 */
final class Sort implements Command {
  static final Spec SPEC =
      Spec.command("SORT", Group.GENERIC)
          .summary("Sorts the elements of a list, a set or a sorted set.")
          .usage(
              "key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC]"
                  + " [ALPHA] [STORE destination]")
          .arity(-2)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .acl(AclCategory.DANGEROUS, AclCategory.LIST, AclCategory.SET, AclCategory.SORTEDSET)
          .keys(
              readOnly(1, ACCESS),
              KeySpec.unknown(KeySpec.Access.RO, ACCESS),
              KeySpec.unknown(KeySpec.Access.OW, UPDATE).lastBehind("STORE", SortQuery.VALUED))
          .since("1.0.0")
          .complexity("O(N+M*log(M)) for N elements, M of them in the reply")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Sorting.run(call, SortQuery.parse(call, true));
  }
}
