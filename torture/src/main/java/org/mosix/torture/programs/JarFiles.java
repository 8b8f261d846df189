package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jar files: manifests with attributes, streams of entries, and a class loader that loads from one that stays open. */
public final class JarFiles {
  static Path write() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Own-Value", "x".repeat(100));
    Path file = Path.of("made.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (String name : new String[] {"text/one.txt", "text/two.txt"}) {
        out.putNextEntry(new JarEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  static String round(JarFile kept, URLClassLoader loader) throws IOException {
    StringBuilder out = new StringBuilder();
    out.append(kept.getManifest().getMainAttributes().getValue("Own-Value").length());
    kept.stream().forEach(entry -> out.append(entry.getName()).append(Work.spin(1) & 1).append(' '));
    try (InputStream in = loader.getResourceAsStream("text/two.txt")) {
      out.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    try (JarInputStream in = new JarInputStream(Files.newInputStream(Path.of("made.jar")))) {
      for (JarEntry entry; (entry = in.getNextJarEntry()) != null;) {
        out.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append(entry.isDirectory());
      }
      out.append(in.getManifest().equals(kept.getManifest()));
    }
    return out.append(loader.findResource("nothing")).toString();
  }

  public static void main(String[] args) throws Exception {
    Path file = write();
    try (JarFile kept = new JarFile(file.toFile()); URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()})) {
      Rounds.equal(args, "jar", () -> round(kept, loader));
    }
    Files.delete(file);
  }
}
