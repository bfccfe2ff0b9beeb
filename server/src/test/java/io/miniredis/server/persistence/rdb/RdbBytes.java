package io.miniredis.server.persistence.rdb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes as old servers wrote them, put together by hand. Strings are Latin-1. */
final class RdbBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static RdbBytes file(int version) {
    return new RdbBytes().raw("REDIS%04d".formatted(version));
  }

  RdbBytes raw(String text) {
    out.writeBytes(latin1(text));
    return this;
  }

  RdbBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  RdbBytes bytes(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  RdbBytes le32(int n) {
    return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(n).array());
  }

  RdbBytes le64(long n) {
    return raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(n).array());
  }

  RdbBytes be64(long n) {
    return raw(ByteBuffer.allocate(8).putLong(n).array());
  }

  /** A length of less than 16,384. */
  RdbBytes length(int n) {
    return n < 64 ? bytes(n) : bytes(0x40 | n >> 8, n & 0xff);
  }

  RdbBytes string(String text) {
    return string(latin1(text));
  }

  RdbBytes string(byte[] bytes) {
    return length(bytes.length).raw(bytes);
  }

  RdbBytes key(int type, String key) {
    return bytes(type).string(key);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** The end: with the right checksum from version 5 on. */
  byte[] end() {
    bytes(0xff);
    byte[] all = toBytes();
    int version = Integer.parseInt(new String(all, 5, 4, StandardCharsets.US_ASCII));
    return version < 5 ? all : le64(Crc64.of(all, 0, all.length)).toBytes();
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A ziplist of elements that are coded already: kind and data. */
  static byte[] ziplist(byte[]... elements) {
    RdbBytes body = new RdbBytes();
    int before = 0;
    int last = 10;
    int at = 10;
    for (byte[] element : elements) {
      last = at;
      if (before < 254) {
        body.bytes(before);
      } else {
        body.bytes(254).le32(before);
      }
      body.raw(element);
      before = (before < 254 ? 1 : 5) + element.length;
      at += before;
    }
    return new RdbBytes()
        .le32(at + 1)
        .le32(last)
        .bytes(elements.length, elements.length >> 8)
        .raw(body.toBytes())
        .bytes(0xff)
        .toBytes();
  }

  /** A ziplist's string of up to 63 bytes, or up to 16,383, or more. */
  static byte[] zipped(String text) {
    int n = text.length();
    RdbBytes b = new RdbBytes();
    if (n < 64) {
      b.bytes(n);
    } else if (n < 16_384) {
      b.bytes(0x40 | n >> 8, n);
    } else {
      b.bytes(0x80, n >> 24, n >> 16, n >> 8, n);
    }
    return b.raw(text).toBytes();
  }

  static byte[] of(int... bytes) {
    return new RdbBytes().bytes(bytes).toBytes();
  }

  /** A listpack of strings shorter than 64 bytes. */
  static byte[] listpack(String... elements) {
    RdbBytes body = new RdbBytes();
    for (String e : elements) {
      body.bytes(0x80 | e.length()).raw(e).bytes(e.length() + 1);
    }
    byte[] inner = body.toBytes();
    return new RdbBytes()
        .le32(inner.length + 7)
        .bytes(elements.length, elements.length >> 8)
        .raw(inner)
        .bytes(0xff)
        .toBytes();
  }

  static byte[] intset(int width, long... numbers) {
    RdbBytes b = new RdbBytes().le32(width).le32(numbers.length);
    for (long n : numbers) {
      for (int i = 0; i < width; i++) {
        b.bytes((int) (n >> 8 * i));
      }
    }
    return b.toBytes();
  }
}
