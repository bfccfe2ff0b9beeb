package io.miniredis.server.lua;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects a function's instructions and constants, and hands out its registers. */
class Emitter {
  private static final int MAX_REGISTERS = 250;

  final Proto proto;
  final List<Proto> protos = new ArrayList<>();
  private final Map<Object, Integer> constantIndexes = new HashMap<>();
  private final List<Object> constants = new ArrayList<>();
  private long[] code = new long[32];
  private int[] lines = new int[32];
  private Object[] blame = new Object[32];
  int pc;
  int free; // registers from here on are not in use
  int line;

  Emitter(String source) {
    proto = new Proto(source);
  }

  void finish() {
    proto.code = Arrays.copyOf(code, pc);
    proto.lines = Arrays.copyOf(lines, pc);
    proto.blame = Arrays.copyOf(blame, pc);
    proto.constants = constants.toArray();
    proto.protos = protos.toArray(new Proto[0]);
  }

  // ---- registers

  int reserve(int count) {
    int first = free;
    free += count;
    if (free > MAX_REGISTERS) {
      throw LuaError.plain(
          Proto.chunkName(proto.source) + ":" + line + ": function or expression too complex");
    }
    proto.maxStack = Math.max(proto.maxStack, free);
    return first;
  }

  // ---- instructions

  int emit(int op, int a, int b, int c) {
    if (pc == code.length) {
      code = Arrays.copyOf(code, 2 * pc);
      lines = Arrays.copyOf(lines, 2 * pc);
      blame = Arrays.copyOf(blame, 2 * pc);
    }
    code[pc] = Op.of(op, a, b, c);
    lines[pc] = line;
    return pc++;
  }

  int emit(int op, int a, int b) {
    return emit(op, a, b, 0);
  }

  /** Says what the operands of the last instruction are called. */
  void blame(Object names) {
    blame[pc - 1] = names;
  }

  /** An instruction that jumps; where to is said later. */
  int jump() {
    return emit(Op.JMP, 0, 0);
  }

  void jumpTo(int target) {
    emit(Op.JMP, 0, target - pc - 1);
  }

  /** Has the jump at a place go here. */
  void patch(int jump) {
    patch(jump, pc);
  }

  void patch(int jump, int target) {
    if (Math.abs(target - jump) > Op.MAX_BC) {
      throw LuaError.plain("control structure too long");
    }
    long old = code[jump];
    code[jump] = (old & ~(0xFFFFFL << 24)) | ((target - jump - 1) & 0xFFFFFL) << 24;
  }

  void patch(List<Integer> jumps) {
    jumps.forEach(this::patch);
  }

  /** Changes how many results the call or {@code ...} at a place leaves. */
  void results(int at, int count) {
    long old = code[at];
    if (((int) old & 0xFF) == Op.VARARG) {
      code[at] = (old & ~(0xFFFFFL << 24)) | (count + 1L) << 24;
    } else {
      code[at] = (old & ~(0xFFFFFL << 44)) | (count + 1L) << 44;
    }
  }

  /** Has the call at a place give its frame to the function that it calls. */
  void makeTail(int at) {
    code[at] = (code[at] & ~0xFFL) | Op.TAILCALL;
  }

  // ---- constants

  int constant(Object value) {
    Object key = value instanceof Double d ? (Object) Double.doubleToRawLongBits(d) : value;
    Integer known = constantIndexes.get(key);
    if (known != null) {
      return known;
    }
    int index = constants.size();
    if (index > Op.MAX_BC) {
      throw LuaError.plain("constant table overflow");
    }
    constants.add(value);
    constantIndexes.put(key, index);
    return index;
  }
}
