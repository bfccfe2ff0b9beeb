package io.miniredis.server.value;

import java.util.function.Function;

/**
 * A type of value: its name on the wire, its class, and how an empty one is made.
 *
 * @param name as TYPE tells it
 * @param valueClass the class of its values
 * @param factory makes an empty value under the given limits
 */
public record ValueType<T extends Value>(
    String name, Class<T> valueClass, Function<ValueLimits, T> factory) {}
