package io.miniredis.server.config;

import io.miniredis.server.config.OutputBufferLimits.Limit;
import java.util.List;
import java.util.Locale;

/** A class of clients and its three numbers, once or more; classes not named keep what they had. */
final class OutputBufferKind extends Kind<OutputBufferLimits> {
  @Override
  boolean manyArguments() {
    return true;
  }

  @Override
  OutputBufferLimits parse(List<String> args, OutputBufferLimits current) {
    if (args.size() % 4 != 0) {
      throw new ConfigException("Wrong number of arguments in buffer limit configuration.");
    }
    OutputBufferLimits limits = current;
    for (int i = 0; i < args.size(); i += 4) {
      limits = with(limits, args.get(i), args.subList(i + 1, i + 4));
    }
    return limits;
  }

  private static OutputBufferLimits with(OutputBufferLimits old, String type, List<String> args) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "normal" -> new OutputBufferLimits(limit(args), old.replica(), old.pubsub());
      case "slave", "replica" -> new OutputBufferLimits(old.normal(), limit(args), old.pubsub());
      case "pubsub" -> new OutputBufferLimits(old.normal(), old.replica(), limit(args));
      default ->
          throw new ConfigException(
              "Invalid client class specified in buffer limit configuration.");
    };
  }

  private static Limit limit(List<String> args) {
    long hard = Numbers.bytes(args.get(0));
    long soft = Numbers.bytes(args.get(1));
    if (hard >= 0 && soft >= 0) {
      try {
        return new Limit(hard, soft, (int) Numbers.within(args.get(2), 0, Integer.MAX_VALUE));
      } catch (ConfigException e) {
        // answered below
      }
    }
    throw new ConfigException(
        "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
  }

  @Override
  String print(OutputBufferLimits value) {
    return "normal %s slave %s pubsub %s"
        .formatted(value.normal(), value.replica(), value.pubsub());
  }

  @Override
  List<List<String>> lines(OutputBufferLimits value) {
    return List.of(
        line("normal", value.normal()),
        line("replica", value.replica()),
        line("pubsub", value.pubsub()));
  }

  private static List<String> line(String type, Limit limit) {
    return List.of(
        type,
        MemoryKind.withUnit(limit.hard()),
        MemoryKind.withUnit(limit.soft()),
        Integer.toString(limit.softSeconds()));
  }

  @Override
  String describe() {
    return "class, hard bytes, soft bytes, seconds; for normal, replica, pubsub";
  }
}
