package io.miniredis.server.persistence;

import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.util.List;

/** The libraries of functions, as far as snapshots know them: their sources. */
public interface Functions {
  /** No functions: such in a file are an error. */
  Functions NONE =
      new Functions() {
        @Override
        public List<byte[]> sources() {
          return List.of();
        }

        @Override
        public void load(Slice source) throws IOException {
          throw new IOException("functions cannot be loaded here");
        }
      };

  /** The sources of all libraries. */
  List<byte[]> sources();

  /**
   * Takes a library in.
   *
   * @throws IOException if it is none
   */
  void load(Slice source) throws IOException;
}
