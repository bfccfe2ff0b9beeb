package io.miniredis.async;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A variable whose value belongs to the task: a task starts with its creator's values, and what it
 * sets is seen by nobody else. Use it where other Java code uses a {@code ThreadLocal}: the threads
 * of a loop are reused by its coroutines.
 *
 * @param <T> the type of its value, which is never null
 */
public final class ContextVar<T> {
  private final String name;
  private final @Nullable T defaultValue;

  /** A variable without a default. */
  public ContextVar(String name) {
    this(name, null);
  }

  /** A variable with a default; null: none. */
  public ContextVar(String name, @Nullable T defaultValue) {
    this.name = name;
    this.defaultValue = defaultValue;
  }

  /** What {@link #set} returns: the way back to the value before. Usable once. */
  public static final class Token<T> {
    private final ContextVar<T> variable;
    private final Context context;
    private final @Nullable T before;
    private boolean used;

    private Token(ContextVar<T> variable, Context context, @Nullable T before) {
      this.variable = variable;
      this.context = context;
      this.before = before;
    }

    /** The value before the set, null if there was none. */
    public @Nullable T oldValue() {
      return before;
    }
  }

  /** Its name, for people. */
  public String name() {
    return name;
  }

  /**
   * Its value in the current context, or its default.
   *
   * @throws NoSuchElementException if it has neither (Python's {@code LookupError})
   */
  public T get() {
    T value = Context.current().get(this);
    if (value == null) {
      value = defaultValue;
    }
    if (value == null) {
      throw new NoSuchElementException(
          "context variable "
              + name
              + " has no value here, and no default; set it before, or"
              + " give one to get()");
    }
    return value;
  }

  /** Its value in the current context, or the one given here. */
  public T get(T otherwise) {
    T value = Context.current().get(this);
    return value == null ? otherwise : value;
  }

  /** Sets its value in the current context. */
  public Token<T> set(T value) {
    Context context = Context.current();
    Token<T> token = new Token<>(this, context, context.get(this));
    context.set(this, value);
    return token;
  }

  /**
   * Puts back the value that it had before the {@link #set} that returned the token.
   *
   * @throws RuntimeError if the token was used before
   * @throws IllegalArgumentException if the token is another variable's, or another context's
   */
  public void reset(Token<T> token) {
    if (token.used) {
      throw new RuntimeError(
          "the token of context variable " + name + " has already been used once");
    }
    if (token.variable != this) {
      throw new IllegalArgumentException(
          "the token is of context variable " + token.variable.name + ", not of " + name);
    }
    if (token.context != Context.current()) {
      throw new IllegalArgumentException(
          "the token of context variable " + name + " was made in a different context");
    }
    token.used = true;
    token.context.set(this, token.before);
  }

  @Override
  public String toString() {
    return "<ContextVar " + name + ">";
  }
}
