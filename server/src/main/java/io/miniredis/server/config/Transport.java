package io.miniredis.server.config;

/** Which of the machine's ways to wait for sockets is used. */
public enum Transport {
  AUTO,
  IO_URING,
  EPOLL,
  NIO
}
