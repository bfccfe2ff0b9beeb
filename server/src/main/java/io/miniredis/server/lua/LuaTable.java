package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table: an array part and a hash part.
 *
 * <p>Programs can see how a table is laid out: {@code pairs} walks it in that order, and the length
 * of an array with holes depends on the size of the array part. So both parts have the sizes, the
 * hash its collision scheme (Brent's variation of a chained scatter table) and its hash functions,
 * that the reference implementation has.
 */
public final class LuaTable {
  private static final Object[] NONE = {};
  private static final int[] NO_INTS = {};
  private static final int MAX_BITS = 26;
  private static final int NODE_BYTES = 40; // with a number in it, which is an object
  private static final int SLOT_BYTES = 20;

  private final Runtime rt;
  private Object[] array = NONE; // keys from 1 on
  private Object[] keys = NONE; // NIL: never used; a key stays when its value goes
  private Object[] values = NONE;
  private int[] next = NO_INTS; // the next node of the same chain, or -1
  private int lastFree; // every free node is before this one
  @Nullable LuaTable meta;
  private boolean readOnly;

  public LuaTable(Runtime rt) {
    this(rt, 0, 0);
  }

  /** A table with room for so many elements of an array, and other keys. */
  public LuaTable(Runtime rt, int arraySize, int hashSize) {
    this.rt = rt;
    rt.charge(64 + (long) SLOT_BYTES * arraySize + (long) NODE_BYTES * nodes(hashSize));
    if (arraySize > 0) {
      array = new Object[arraySize];
      Arrays.fill(array, NIL);
    }
    sizeHash(hashSize);
  }

  /** Makes every change an error from now on. */
  public void freeze() {
    readOnly = true;
  }

  /** Whether it is as empty as one that was just made. */
  public boolean isUntouched() {
    return array.length == 0 && keys.length == 0 && meta == null && !readOnly;
  }

  void checkWritable() {
    if (readOnly) {
      throw LuaError.runtime("Attempt to modify a readonly table");
    }
  }

  public @Nullable LuaTable metatable() {
    return meta;
  }

  /** Sets what its metatable is, read-only or not. */
  public void metatable(@Nullable LuaTable meta) {
    this.meta = meta;
  }

  /** Bytes of heap that it takes itself, about. */
  long heapBytes() {
    return 64 + (long) SLOT_BYTES * array.length + (long) NODE_BYTES * keys.length;
  }

  // ---- reading

  public Object get(Object key) {
    if (key instanceof LuaString s) {
      return get(s);
    }
    if (key instanceof Double d) {
      int k = (int) d.doubleValue();
      if (k == d) {
        return get(k);
      }
    }
    int i = find(key);
    return i < 0 ? NIL : values[i];
  }

  public Object get(LuaString key) {
    if (keys.length == 0) {
      return NIL;
    }
    int i = key.luaHash() & (keys.length - 1);
    do {
      if (keys[i] == key || (keys[i] instanceof LuaString s && s.same(key))) {
        return values[i];
      }
      i = next[i];
    } while (i >= 0);
    return NIL;
  }

  public Object get(int key) {
    if (key - 1 >= 0 && key - 1 < array.length) {
      return array[key - 1];
    }
    if (keys.length == 0) {
      return NIL;
    }
    int i = findNumber(key);
    return i < 0 ? NIL : values[i];
  }

  private int findNumber(double key) {
    if (keys.length == 0) {
      return -1;
    }
    int i = position(key);
    do {
      if (keys[i] instanceof Double d && d == key) {
        return i;
      }
      i = next[i];
    } while (i >= 0);
    return -1;
  }

  /** The node of a key, or -1. */
  private int find(Object key) {
    if (keys.length == 0) {
      return -1;
    }
    if (key instanceof Double d) {
      return findNumber(d);
    }
    int i = position(key);
    do {
      if (keys[i] == key || (key instanceof LuaString s && s.equals(keys[i]))) {
        return i;
      }
      i = next[i];
    } while (i >= 0);
    return -1;
  }

  private int position(Object key) {
    if (key instanceof LuaString s) {
      return s.luaHash() & (keys.length - 1);
    }
    if (key instanceof Double d) {
      return position(d.doubleValue());
    }
    if (key instanceof Boolean b) {
      return (b ? 1 : 0) & (keys.length - 1);
    }
    return Integer.remainderUnsigned(System.identityHashCode(key), (keys.length - 1) | 1);
  }

  private int position(double key) {
    if (key == 0) {
      return 0;
    }
    long bits = Double.doubleToRawLongBits(key);
    return Integer.remainderUnsigned((int) bits + (int) (bits >>> 32), (keys.length - 1) | 1);
  }

  // ---- writing

  /**
   * Sets a value; nil removes it.
   *
   * @throws LuaError if the table is read-only, or the key is nil or not a number
   */
  public void set(Object key, Object value) {
    if (readOnly) {
      checkWritable();
    }
    if (key instanceof Double d) {
      int k = (int) d.doubleValue();
      if (k == d) {
        put(k, value);
        return;
      }
      if (d.isNaN()) {
        throw LuaError.runtime("table index is NaN");
      }
    } else if (key == NIL) {
      throw LuaError.runtime("table index is nil");
    }
    put(key, value);
  }

  /** Sets a value even in a table that is read-only. */
  public void setAnyway(LuaString key, Object value) {
    put(key, value);
  }

  public void set(int key, Object value) {
    if (readOnly) {
      checkWritable();
    }
    put(key, value);
  }

  private void put(int key, Object value) {
    if (key - 1 >= 0 && key - 1 < array.length) {
      array[key - 1] = value;
      return;
    }
    int i = findNumber(key);
    if (i < 0) {
      insert((double) key, value);
    } else {
      values[i] = value;
    }
  }

  private void put(Object key, Object value) {
    int i = find(key);
    if (i < 0) {
      insert(key, value);
    } else {
      values[i] = value;
    }
  }

  private void insert(Object key, Object value) {
    int at = keys.length == 0 ? -1 : position(key);
    if (at < 0 || values[at] != NIL) {
      int free = freeNode();
      if (free < 0) {
        rehash(key);
        if (key instanceof Double d && (int) d.doubleValue() == d) {
          put((int) d.doubleValue(), value);
        } else {
          put(key, value);
        }
        return;
      }
      int other = position(keys[at]);
      if (other == at) { // it is at home: the new one goes elsewhere
        next[free] = next[at];
        next[at] = free;
        at = free;
      } else { // it is not: it gives way
        while (next[other] != at) {
          other = next[other];
        }
        next[other] = free;
        keys[free] = keys[at];
        values[free] = values[at];
        next[free] = next[at];
        next[at] = -1;
      }
    }
    keys[at] = key;
    values[at] = value;
  }

  private int freeNode() {
    while (lastFree > 0) {
      lastFree--;
      if (keys[lastFree] == NIL) {
        return lastFree;
      }
    }
    return -1;
  }

  // ---- sizes

  private static int nodes(int size) {
    return size == 0 ? 0 : 1 << ceilLog2(size);
  }

  private void sizeHash(int size) {
    int n = nodes(size);
    keys = n == 0 ? NONE : new Object[n];
    values = n == 0 ? NONE : new Object[n];
    next = n == 0 ? NO_INTS : new int[n];
    Arrays.fill(keys, NIL);
    Arrays.fill(values, NIL);
    Arrays.fill(next, -1);
    lastFree = n;
  }

  private static int ceilLog2(int n) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
  }

  /** Gives both parts new sizes: the array so large that more than half of it is in use. */
  private void rehash(Object extra) {
    int[] counts = new int[MAX_BITS + 1]; // of the keys in (2^(i-1), 2^i]
    int total = 1;
    for (int i = 0; i < array.length; i++) {
      if (array[i] != NIL) {
        counts[ceilLog2(i + 1)]++;
        total++;
      }
    }
    int candidates = total - 1;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != NIL) {
        candidates += countIndex(keys[i], counts);
        total++;
      }
    }
    candidates += countIndex(extra, counts);
    int sum = 0;
    int inArray = 0;
    int size = 0;
    for (int i = 0, power = 1; power / 2 < candidates && i <= MAX_BITS; i++, power *= 2) {
      sum += counts[i];
      if (counts[i] > 0 && sum > power / 2) {
        size = power;
        inArray = sum;
      }
      if (sum == candidates) {
        break;
      }
    }
    resize(size, total - inArray);
  }

  private static int countIndex(Object key, int[] counts) {
    if (key instanceof Double d) {
      int k = (int) d.doubleValue();
      if (k == d && k > 0 && k <= 1 << MAX_BITS) {
        counts[ceilLog2(k)]++;
        return 1;
      }
    }
    return 0;
  }

  /** Gives the array part, if it is smaller, this size: before elements are set one by one. */
  void growArray(int size) {
    if (size > array.length) {
      resize(size, keys.length);
    }
  }

  private void resize(int arraySize, int hashSize) {
    Object[] oldArray = array;
    Object[] oldKeys = keys;
    Object[] oldValues = values;
    long slots = arraySize == array.length ? 0 : arraySize;
    rt.charge(SLOT_BYTES * slots + (long) NODE_BYTES * nodes(hashSize)); // before anything changes
    if (arraySize != array.length) {
      array = Arrays.copyOf(array, arraySize);
      if (arraySize > oldArray.length) {
        Arrays.fill(array, oldArray.length, arraySize, NIL);
      }
    }
    sizeHash(hashSize);
    for (int i = arraySize; i < oldArray.length; i++) {
      if (oldArray[i] != NIL) {
        put(i + 1, oldArray[i]);
      }
    }
    for (int i = oldKeys.length - 1; i >= 0; i--) {
      if (oldValues[i] != NIL) {
        Object key = oldKeys[i];
        if (key instanceof Double d && (int) d.doubleValue() == d) {
          put((int) d.doubleValue(), oldValues[i]);
        } else {
          put(key, oldValues[i]);
        }
      }
    }
  }

  // ---- walking

  /** A border: an index of which the value is there and the next one's is not. */
  public int length() {
    int j = array.length;
    if (j > 0 && array[j - 1] == NIL) {
      int i = 0;
      while (j - i > 1) {
        int m = (i + j) >>> 1;
        if (array[m - 1] == NIL) {
          j = m;
        } else {
          i = m;
        }
      }
      return i;
    }
    return keys.length == 0 ? j : borderBehind(j);
  }

  private int borderBehind(int from) {
    int i = from;
    int j = from + 1;
    while (get(j) != NIL) {
      i = j;
      if (j > Integer.MAX_VALUE / 2) { // built to be so
        i = 1;
        while (get(i) != NIL) {
          i++;
        }
        return i - 1;
      }
      j *= 2;
    }
    while (j - i > 1) {
      int m = (i + j) >>> 1;
      if (get(m) == NIL) {
        j = m;
      } else {
        i = m;
      }
    }
    return i;
  }

  /**
   * The place behind a key, for {@link #advance}; nil's is the first.
   *
   * @throws LuaError if the key was never in the table
   */
  int placeBehind(Object key) {
    if (key == NIL) {
      return 0;
    }
    if (key instanceof Double d) {
      int k = (int) d.doubleValue();
      if (k == d && k >= 1 && k <= array.length) {
        return k;
      }
    }
    int i = find(key);
    if (i < 0) {
      throw LuaError.runtime("invalid key to 'next'");
    }
    return array.length + i + 1;
  }

  /** The first place from one on that holds a value, or -1. */
  int advance(int place) {
    int i = place;
    for (; i < array.length; i++) {
      if (array[i] != NIL) {
        return i;
      }
    }
    for (; i < array.length + values.length; i++) {
      if (values[i - array.length] != NIL) {
        return i;
      }
    }
    return -1;
  }

  Object keyAt(int place) {
    return place < array.length ? (Object) (place + 1.0) : keys[place - array.length];
  }

  Object valueAt(int place) {
    return place < array.length ? array[place] : values[place - array.length];
  }

  /** Is shown the keys and values of a table. */
  public interface Visitor {
    void visit(Object key, Object value);
  }

  /** Shows all keys and values in order; the table must not change meanwhile. */
  public void forEach(Visitor visitor) {
    for (int p = advance(0); p >= 0; p = advance(p + 1)) {
      visitor.visit(keyAt(p), valueAt(p));
    }
  }
}
