package io.miniredis.client;

/** What a {@link ServerWait} works with. */
record Waits(CommandLink link, WaitPool pool, Timer timer) {}
