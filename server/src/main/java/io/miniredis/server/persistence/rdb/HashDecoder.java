package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;

/** Reads hashes: field by field, or packed; since Redis 7.4 with expiries of the fields. */
final class HashDecoder {
  private static final long LONG_AGO = Long.MIN_VALUE; // so no field has expired while it is read
  private static final long GREATEST_EXPIRY = (1L << 48) - 2;

  private final ValueLimits limits;
  private final Slice packed = new Slice();
  private final Slice field = new Slice();
  private final Slice value = new Slice();
  private final Slice expiry = new Slice();
  private byte[] held = new byte[64];

  HashDecoder(ValueLimits limits) {
    this.limits = limits;
  }

  HashValue read(int type, RdbInput in) throws IOException {
    HashValue hash = new HashValue(limits);
    if (type == RdbType.HASH) {
      int count = in.readCount(2);
      hash.announce(Math.min(count, Presized.MOST));
      for (int i = 0; i < count; i++) {
        readPair(in, hash);
      }
      return hash;
    }
    long offset = in.offset();
    in.readString(packed);
    PackedReader pairs =
        switch (type) {
          case RdbType.HASH_ZIPMAP -> new ZipmapReader(packed, offset);
          case RdbType.HASH_ZIPLIST -> new ZiplistReader(packed, offset);
          default -> new ListpackReader(packed, offset);
        };
    while (pairs.next(field)) {
      pairs.need(value);
      set(hash, offset);
    }
    return hash;
  }

  HashValue readTimed(int type, RdbInput in) throws IOException {
    boolean ofCandidate =
        type == RdbType.HASH_TIMED_OF_A_CANDIDATE
            || type == RdbType.HASH_TIMED_LISTPACK_OF_A_CANDIDATE;
    long offset = in.offset();
    long earliest = ofCandidate ? 1 : in.readLongLe();
    if (earliest < 0 || earliest > GREATEST_EXPIRY + 1) {
      throw new RdbException(offset, "a hash with an earliest expiry of " + earliest);
    }
    HashValue hash = new HashValue(limits);
    if (type == RdbType.HASH_TIMED || type == RdbType.HASH_TIMED_OF_A_CANDIDATE) {
      int count = in.readCount(3);
      hash.announce(Math.min(count, Presized.MOST));
      for (int i = 0; i < count; i++) {
        offset = in.offset();
        long ttl = in.readLength();
        readPair(in, hash);
        if (ttl != 0) {
          expire(hash, ttl + earliest - 1, offset);
        }
      }
      return hash;
    }
    offset = in.offset();
    PackedReader triples = new ListpackReader(in.readString(packed), offset);
    hash.announceExpiries();
    while (triples.next(field)) {
      triples.need(value);
      if (!triples.need(expiry).isLong()) {
        throw triples.corrupt("has an expiry that is no whole number");
      }
      set(hash, offset);
      if (expiry.asLong() != 0) {
        expire(hash, expiry.asLong(), offset);
      }
    }
    return hash;
  }

  private void readPair(RdbInput in, HashValue hash) throws IOException {
    long offset = in.offset();
    in.readString(field);
    if (field.length() > held.length) {
      held = new byte[field.length()];
    }
    field.copyTo(held, 0);
    field.wrap(held, 0, field.length());
    in.readString(value);
    set(hash, offset);
  }

  private void set(HashValue hash, long offset) throws RdbException {
    if (!hash.set(field, value, LONG_AGO)) {
      throw new RdbException(offset, "a hash that has a field twice");
    }
  }

  private void expire(HashValue hash, long at, long offset) throws RdbException {
    if (at < 0 || at > GREATEST_EXPIRY) {
      throw new RdbException(offset, "a field of a hash that expires at " + at);
    }
    hash.expire(field, at);
  }
}
