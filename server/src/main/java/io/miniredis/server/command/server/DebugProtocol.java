package io.miniredis.server.command.server;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** DEBUG PROTOCOL: a value of every type of the protocol. */
final class DebugProtocol {
  private static final double SOME_DOUBLE = 3.141;
  private static final String SOME_BIG_NUMBER = "1234567999999999999999999999999999999";
  private static final byte[] TWO_LINES =
      "This is a verbatim\nstring".getBytes(StandardCharsets.US_ASCII);

  private static final CommandError NOT_IN_RESP2 =
      CommandError.of("ERR RESP2 is not supported by this command");
  private static final CommandError UNKNOWN =
      CommandError.of(
          "ERR Wrong protocol type name. Please use one of the following:"
              + " string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");

  private DebugProtocol() {}

  static void reply(Call call) {
    ReplyWriter reply = call.reply();
    switch (call.arg(2).toString().toLowerCase(Locale.ROOT)) {
      case "string" -> reply.bulk("Hello World");
      case "integer" -> reply.integer(12345);
      case "double" -> reply.doubleValue(SOME_DOUBLE);
      case "bignum" -> reply.bigNumber(SOME_BIG_NUMBER);
      case "null" -> reply.nil();
      case "array" -> {
        reply.array(3);
        numbers(reply);
      }
      case "set" -> {
        reply.set(3);
        numbers(reply);
      }
      case "map" -> map(reply);
      case "attrib" -> attribute(reply);
      case "push" -> push(reply);
      case "verbatim" -> reply.verbatim("txt", TWO_LINES, 0, TWO_LINES.length);
      case "true" -> reply.bool(true);
      case "false" -> reply.bool(false);
      default -> throw UNKNOWN;
    }
  }

  private static void numbers(ReplyWriter reply) {
    for (int i = 0; i < 3; i++) {
      reply.integer(i);
    }
  }

  private static void map(ReplyWriter reply) {
    reply.map(3);
    for (int i = 0; i < 3; i++) {
      reply.integer(i);
      reply.bool(i == 1);
    }
  }

  private static void attribute(ReplyWriter reply) {
    if (reply.protocol() == 3) {
      reply.attribute(1);
      reply.bulk("key-popularity");
      reply.array(2);
      reply.bulk("key:123");
      reply.integer(90);
    }
    reply.bulk("Some real reply following the attribute");
  }

  /** A push goes out behind the reply of the command that caused it. */
  private static void push(ReplyWriter reply) {
    if (reply.protocol() < 3) {
      throw NOT_IN_RESP2;
    }
    reply.bulk("Some real reply following the push reply");
    reply.push(2);
    reply.bulk("server-cpu-usage");
    reply.integer(42);
  }
}
