package io.miniredis.server.engine;

import java.util.function.Consumer;

/** The connection of a session that has none: commands that the server runs by itself. */
enum Nobody implements Link {
  INSTANCE;

  @Override
  public String remoteAddress() {
    return "";
  }

  @Override
  public String localAddress() {
    return "";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public int fileDescriptor() {
    return -1;
  }

  @Override
  public void close() {}

  @Override
  public boolean isOnThisLoop() {
    return true;
  }

  @Override
  public void resume() {}

  @Override
  public boolean answer(byte[] reply, Consumer<Dispatcher> undelivered) {
    return false;
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void push(byte[] frame) {}

  @Override
  public long inputBytes() {
    return 0;
  }

  @Override
  public long inputCapacity() {
    return 0;
  }

  @Override
  public long outputBytes() {
    return 0;
  }

  @Override
  public long totalInput() {
    return 0;
  }

  @Override
  public long totalOutput() {
    return 0;
  }
}
