package io.miniredis.async.streams;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Keeps a Unix socket open for writing when its peer has ended its side.
 *
 * <p>Netty closes such a channel: its option for half-closed connections is for TCP alone. So the
 * end, a read of -1 bytes, is noted here, and the channel is told that there was nothing to read.
 * The link looks for the note after each read.
 */
@SuppressWarnings("deprecation") // Netty's own channels use these types still
final class EndsAsNothing extends AdaptiveRecvByteBufAllocator {
  @Override
  public RecvByteBufAllocator.Handle newHandle() {
    return new Noting(super.newHandle());
  }

  /** The note that belongs to one channel. */
  static final class Noting extends RecvByteBufAllocator.DelegatingHandle
      implements RecvByteBufAllocator.ExtendedHandle {
    private boolean ended;

    Noting(RecvByteBufAllocator.Handle handle) {
      super(handle);
    }

    /** Whether the peer has ended its side. */
    boolean ended() {
      return ended;
    }

    @Override
    public void lastBytesRead(int bytes) {
      ended |= bytes < 0;
      super.lastBytesRead(Math.max(0, bytes));
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier mayHaveMore) {
      return ((RecvByteBufAllocator.ExtendedHandle) delegate()).continueReading(mayHaveMore);
    }
  }
}
