package io.miniredis.server.engine;

import java.util.Arrays;

/**
 * A key by its database and its bytes, whether it exists or not.
 *
 * @param hash of the bytes
 */
record KeyName(int database, byte[] key, long hash) {
  boolean is(int otherDatabase, byte[] a, int offset, int length, long otherHash) {
    return hash == otherHash
        && database == otherDatabase
        && Arrays.equals(key, 0, key.length, a, offset, offset + length);
  }

  /** Whether a database, in the shard of the key, has the key; if it has expired, it goes. */
  boolean isIn(Keyspace keys, long now) {
    return keys.locate(key, 0, key.length, hash, now) >= 0;
  }
}
