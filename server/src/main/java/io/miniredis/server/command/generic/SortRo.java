package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;

/**
 * Sorts as SORT does, and stores nothing.
 *
 * <p>Checked as {@link SortQuery} and {@link Sorting} tell.
 */
final class SortRo implements Command {
  static final Spec SPEC =
      Spec.command("SORT_RO", Group.GENERIC)
          .summary("Sorts the elements of a list, a set or a sorted set, and stores nothing.")
          .usage(
              "key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC]"
                  + " [ALPHA]")
          .arity(-2)
          .flags(Flag.READONLY)
          .acl(AclCategory.DANGEROUS, AclCategory.LIST, AclCategory.SET, AclCategory.SORTEDSET)
          .keys(readOnly(1, ACCESS), KeySpec.unknown(KeySpec.Access.RO, ACCESS))
          .since("7.0.0")
          .complexity("O(N+M*log(M)) for N elements, M of them in the reply")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Sorting.run(call, SortQuery.parse(call, false));
  }
}
