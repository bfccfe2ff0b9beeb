package io.miniredis.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;

/**
 * Payloads as JSON, by Jackson. The program brings {@code jackson-databind} 2 along: this library
 * does not, and needs it for nothing else.
 *
 * @param <T> the type of the payloads
 */
public final class JsonCodec<T> implements Codec<T> {
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private JsonCodec(ObjectWriter writer, ObjectReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /** For a class or record, with a mapper of Jackson's defaults. */
  public static <T> JsonCodec<T> of(Class<T> type) {
    return of(new ObjectMapper(), type);
  }

  /** For a class or record, with the program's mapper. */
  public static <T> JsonCodec<T> of(ObjectMapper mapper, Class<T> type) {
    return new JsonCodec<>(mapper.writerFor(type), mapper.readerFor(type));
  }

  /** For a type with arguments, such as {@code List<String>}, with the program's mapper. */
  public static <T> JsonCodec<T> of(ObjectMapper mapper, TypeReference<T> type) {
    return new JsonCodec<>(mapper.writerFor(type), mapper.readerFor(type));
  }

  @Override
  public byte[] encode(T payload) throws IOException {
    return writer.writeValueAsBytes(payload);
  }

  @Override
  public T decode(byte[] bytes) throws IOException {
    return reader.readValue(bytes);
  }
}
