package io.miniredis.server.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** A directory that exists. A relative path starts from the directory before it. */
final class DirectoryKind extends Kind<Path> {
  @Override
  Path parse(List<String> args, Path current) {
    Path path;
    try {
      path = current.resolve(args.get(0)).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new ConfigException("No such file or directory");
    }
    if (args.get(0).isEmpty() || !Files.exists(path)) {
      throw new ConfigException("No such file or directory");
    }
    if (!Files.isDirectory(path)) {
      throw new ConfigException("Not a directory");
    }
    return path;
  }

  @Override
  String print(Path value) {
    return value.toAbsolutePath().normalize().toString();
  }

  @Override
  String printDefault(Path value) {
    return value.toString();
  }

  @Override
  String describe() {
    return "a directory";
  }
}
