package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs cases on both servers and tells where their replies differ. */
final class CaseRunner implements AutoCloseable {
  private final Side ours;
  private final Side real;
  private final String ourVersion;
  private final String realVersion;

  CaseRunner(TestServer ours, TestServer real) throws IOException {
    this.ours = new Side("ours", ours.port());
    this.real = new Side("redis", real.port());
    this.ourVersion = ours.version();
    this.realVersion = real.version();
  }

  /** Runs {@code test} in one protocol; the differences, empty when there are none. */
  List<Difference> run(Case test, int protocol) throws IOException {
    boolean compare = test.differs().isEmpty() && test.appliesTo(realVersion);
    List<Difference> out = new ArrayList<>();
    if (!test.appliesTo(ourVersion)) {
      return out;
    }
    try {
      ours.begin(protocol, test.settings());
      if (compare) {
        real.begin(protocol, test.settings());
      }
      for (Step step : test.steps()) {
        if (!step(test, step, protocol, compare, out)) {
          break;
        }
      }
    } catch (IOException e) {
      ours.reconnect();
      real.reconnect();
      out.add(
          new Difference(test, protocol, "(before the first command)", "" + e.getMessage(), ""));
    } finally {
      ours.end();
      real.end();
    }
    return out;
  }

  /** Runs one step; false when the rest of the case makes no sense any more. */
  private boolean step(Case test, Step step, int protocol, boolean compare, List<Difference> out) {
    Outcome our = outcome(ours, step);
    Outcome their = compare ? outcome(real, step) : null;
    Difference difference = difference(test, step, protocol, our, their);
    if (difference != null) {
      out.add(difference);
    }
    return our.trouble == null && (their == null || their.trouble == null);
  }

  private static Outcome outcome(Side side, Step step) {
    try {
      return new Outcome(side.run(step), null);
    } catch (IOException | IllegalStateException e) {
      return new Outcome(List.of(), "(" + e.getMessage() + ")");
    }
  }

  private static @Nullable Difference difference(
      Case test, Step step, int protocol, Outcome our, @Nullable Outcome their) {
    if (our.trouble != null || (their != null && their.trouble != null)) {
      return new Difference(
          test, protocol, step.text(), our.text(), their == null ? "" : their.text());
    }
    if (!(step instanceof Step.Reading reading)) {
      return null;
    }
    Modifiers modifiers = reading.modifiers();
    Reply expected = reading.expected(protocol);
    for (int i = 0; i < our.answers.size(); i++) {
      Wire.Answer mine = our.answers.get(i);
      if (their != null && !same(modifiers, mine, their.answers.get(i))) {
        return new Difference(
            test, protocol, step.text(), shown(mine), shown(their.answers.get(i)));
      }
      boolean last = i == our.answers.size() - 1;
      if (expected != null && last && !modifiers.same(mine.reply(), expected)) {
        return new Difference(
            test, protocol, step.text(), shown(mine), expected + " (expected by the case)");
      }
      if (modifiers.like() != null && !modifiers.same(mine.reply(), mine.reply())) {
        return new Difference(
            test, protocol, step.text(), shown(mine), "anything like " + modifiers.like());
      }
    }
    return null;
  }

  private static boolean same(Modifiers modifiers, Wire.Answer mine, Wire.Answer theirs) {
    return modifiers.exact()
        ? mine.raw().equals(theirs.raw())
        : modifiers.same(mine.reply(), theirs.reply());
  }

  private static String shown(Wire.Answer answer) {
    return answer.reply().toString();
  }

  @Override
  public void close() throws IOException {
    ours.close();
    real.close();
  }

  private record Outcome(List<Wire.Answer> answers, @Nullable String trouble) {
    String text() {
      return trouble != null
          ? trouble
          : answers.isEmpty() ? "(as it should)" : shown(answers.get(answers.size() - 1));
    }
  }
}
