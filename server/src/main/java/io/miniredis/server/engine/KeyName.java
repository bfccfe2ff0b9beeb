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

  /** Whether a database, in the shard of the key, has the key. */
  boolean isIn(Keyspace keys) {
    return keys.table.locate(key, 0, key.length, hash) >= 0;
  }
}
