package io.miniredis.server.lua;

/**
 * Instructions: 64 bits, of which the operation has 8, A 16, B and C 20 each. B and C with the bit
 * {@link #CONSTANT} are constants, else registers.
 */
final class Op {
  static final int MOVE = 0; // R[A] = R[B]
  static final int LOADK = 1; // R[A] = K[B]
  static final int LOADNIL = 2; // R[A..B] = nil
  static final int LOADBOOL = 3; // R[A] = B != 0; if C, skip the next
  static final int GETOUTER = 4; // R[A] = outer[B]
  static final int SETOUTER = 5; // outer[B] = R[A]
  static final int NEWCELL = 6; // R[A] = cell of R[A]
  static final int GETCELL = 7; // R[A] = value of cell R[B]
  static final int SETCELL = 8; // value of cell R[A] = RK[B]
  static final int GETGLOBAL = 9; // R[A] = G[K[B]]
  static final int SETGLOBAL = 10; // G[K[B]] = R[A]
  static final int GETTABLE = 11; // R[A] = R[B][RK[C]]
  static final int GETFIELD = 12; // R[A] = R[B][K[C]], a string
  static final int SETTABLE = 13; // R[A][RK[B]] = RK[C]
  static final int NEWTABLE = 14; // R[A] = {}, with room for B elements and C others
  static final int SELF = 15; // R[A + 1] = R[B]; R[A] = R[B][K[C]]
  static final int SETLIST = 16; // R[A][C + i] = R[A + i], i in 1..B; B 0: up to the open end
  static final int ADD = 17;
  static final int SUB = 18;
  static final int MUL = 19;
  static final int DIV = 20;
  static final int MOD = 21;
  static final int POW = 22; // R[A] = RK[B] op RK[C]
  static final int UNM = 23;
  static final int NOT = 24;
  static final int LEN = 25; // R[A] = op R[B]
  static final int CONCAT = 26; // R[A] = R[B] .. ... .. R[C]
  static final int JMP = 27; // by B
  static final int EQ = 28;
  static final int LT = 29;
  static final int LE = 30; // if (RK[B] op RK[C]) != A, skip the next
  static final int TEST = 31; // if truth of R[A] != B, skip the next
  static final int CALL = 32; // R[A..] = R[A](B - 1 arguments), C - 1 results; 0 leaves it open
  static final int TAILCALL = 33;
  static final int RETURN = 34; // R[A..], B - 1 values; 0: up to the open end
  static final int FORPREP = 35; // by B
  static final int FORLOOP = 36; // by B
  static final int TFORLOOP = 37; // R[A+3..] = R[A](R[A+1], R[A+2]), C results; nil: skip the next
  static final int CLOSURE = 38; // R[A] = function B
  static final int VARARG = 39; // R[A..] = ..., B - 1 values; 0 leaves it open

  static final int CONSTANT = 1 << 19;
  static final int MAX_BC = (1 << 19) - 1;

  private Op() {}

  static long of(int op, int a, int b, int c) {
    return op | (long) a << 8 | (b & 0xFFFFFL) << 24 | (c & 0xFFFFFL) << 44;
  }
}
