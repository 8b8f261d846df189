package org.mosix.programs;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.util.Arrays;

/** java.io, in the directory given. */
public final class JavaIo {

  private JavaIo() {}

  public static void main(String[] arguments) throws Exception {
    File directory = new File(arguments[0], "io");
    System.out.println(directory.mkdirs() + " " + directory.mkdir() + " " + directory.isDirectory());
    File text = new File(directory, "text.txt");
    System.out.println(text.exists() + " " + text.createNewFile() + " " + text.createNewFile());
    try (PrintWriter out = new PrintWriter(new FileWriter(text))) {
      for (int i = 0; i < 5000; i++) {
        out.println("line " + i + " äöü €");
      }
    }
    System.out.println("length " + text.length());
    try (BufferedReader in = new BufferedReader(new FileReader(text))) {
      int lines = 0;
      int hash = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines++;
        hash = hash * 31 + line.hashCode();
      }
      System.out.println(lines + " " + hash);
    }
    streams(directory);
    random(directory);
    files(directory, text);
    errors(directory);
  }

  private static void streams(File directory) throws IOException {
    File file = new File(directory, "bytes");
    byte[] big = new byte[3_000_000];
    for (int i = 0; i < big.length; i++) {
      big[i] = (byte) (i * 7 >> 3);
    }
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(65);
      out.write(big);
      out.write(big, 10, 0);
    }
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      out.write(new byte[] {1, 2, 3});
      out.getFD().sync();
    }
    try (FileInputStream in = new FileInputStream(file)) {
      System.out.println(in.available() + " " + in.read() + " " + in.skip(100) + " " + in.available());
      byte[] all = in.readAllBytes();
      System.out.println(all.length + " " + Arrays.hashCode(all) + " " + in.read() + " " + in.read(big));
    }
    byte[] whole = new byte[(int) file.length()];
    try (InputStream in = new FileInputStream(file)) {
      System.out.println(in.read(whole) + " " + Arrays.hashCode(whole));
    }
  }

  private static void random(File directory) throws IOException {
    File file = new File(directory, "random");
    try (RandomAccessFile data = new RandomAccessFile(file, "rw")) {
      data.writeInt(42);
      data.writeUTF("hello");
      data.seek(1000);
      data.writeLong(7);
      System.out.println(data.length() + " " + data.getFilePointer());
      data.setLength(500);
      data.seek(0);
      System.out.println(data.readInt() + " " + data.readUTF() + " " + data.length());
    }
    try (Counting data = new Counting(file)) {
      System.out.println(data.length() + " " + data.ask() + " " + ((RandomAccessFile) data).length());
    }
    try (RandomAccessFile data = new RandomAccessFile(file, "r")) {
      data.write(1);
    } catch (IOException e) {
      System.out.println(e);
    }
  }

  private static final class Counting extends RandomAccessFile {
    private int calls;

    private Counting(File file) throws IOException {
      super(file, "rws");
    }

    @Override
    public long length() throws IOException {
      calls++;
      return super.length() * 10 + calls;
    }

    private long ask() throws IOException {
      return super.length() + getFilePointer();
    }
  }

  private static void files(File directory, File text) throws IOException {
    File renamed = new File(directory, "renamed");
    System.out.println(text.renameTo(renamed) + " " + text.exists() + " " + renamed.exists());
    System.out.println(renamed.setLastModified(1_600_000_000_000L) + " " + renamed.lastModified());
    System.out.println(renamed.setReadOnly() + " " + renamed.setWritable(true) + " " + renamed.canRead() + renamed.canExecute());
    String[] names = directory.list();
    Arrays.sort(names);
    System.out.println(Arrays.toString(names));
    System.out.println(new File(directory, "../io/./renamed").getCanonicalPath().equals(renamed.getCanonicalPath()));
    System.out.println((directory.getTotalSpace() > 0) + " " + renamed.delete() + " " + renamed.delete());
    File temporary = File.createTempFile("abc", ".tmp", directory);
    System.out.println(temporary.exists() + " " + temporary.getName().endsWith(".tmp") + " " + new File("x").getAbsolutePath());
    temporary.deleteOnExit();
    System.out.println(new File("pom.xml").exists() + " " + System.getenv("MOSIX_TEST") + " " + System.getenv().size());
    System.out.println(new File(System.getProperty("java.home"), "lib/modules").exists());
  }

  private static void errors(File directory) {
    try (FileInputStream in = new FileInputStream(new File(directory, "missing"))) {
      System.out.println("opened " + in);
    } catch (IOException e) {
      e.printStackTrace(System.out);
    }
    try {
      new FileOutputStream(directory).close();
    } catch (FileNotFoundException e) {
      System.out.println(e.getMessage());
    } catch (IOException e) {
      System.out.println("unexpected " + e);
    }
    try {
      FileInputStream in = new FileInputStream(new File(directory, "bytes"));
      in.close();
      in.read();
    } catch (IOException e) {
      e.printStackTrace(System.out);
    }
    try (FileInputStream in = new FileInputStream(new File(directory, "bytes"))) {
      in.read(new byte[3], 2, 5);
    } catch (IndexOutOfBoundsException | IOException e) {
      System.out.println(e);
    }
  }
}
