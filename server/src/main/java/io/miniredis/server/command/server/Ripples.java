package io.miniredis.server.command.server;

import java.util.random.RandomGenerator;

/** LOLWUT's picture: the rings of two stones that fell into a pond, where they cross. */
final class Ripples {
  private static final int BRAILLE = 0x2800;
  private static final int DOTS_ACROSS = 2;
  private static final int DOTS_DOWN = 4;

  /** The bit of each dot of a Braille character: by row, then column. */
  private static final int[][] BITS = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};

  private final double x1;
  private final double y1;
  private final double x2;
  private final double y2;
  private final double width;

  private Ripples(int dotsAcross, int dotsDown, RandomGenerator random) {
    x1 = random.nextDouble(dotsAcross);
    y1 = random.nextDouble(dotsDown);
    x2 = random.nextDouble(dotsAcross);
    y2 = random.nextDouble(dotsDown);
    width = random.nextDouble(2, 5);
  }

  /** Lines of Braille characters. */
  static String draw(int columns, int rows, RandomGenerator random) {
    Ripples pond = new Ripples(columns * DOTS_ACROSS, rows * DOTS_DOWN, random);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        text.append(pond.character(column * DOTS_ACROSS, row * DOTS_DOWN));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private char character(int left, int top) {
    int bits = 0;
    for (int y = 0; y < DOTS_DOWN; y++) {
      for (int x = 0; x < DOTS_ACROSS; x++) {
        bits |= isCrest(left + x, top + y) ? BITS[y][x] : 0;
      }
    }
    return (char) (BRAILLE + bits);
  }

  private boolean isCrest(int x, int y) {
    int first = (int) (Math.hypot(x - x1, y - y1) / width);
    int second = (int) (Math.hypot(x - x2, y - y2) / width);
    return (first + second) % 2 == 0;
  }
}
