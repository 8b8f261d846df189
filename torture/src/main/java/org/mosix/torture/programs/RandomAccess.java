package org.mosix.torture.programs;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/** A RandomAccessFile stays open: seeks, positions, lengths, overwrites, in a record store kept for the whole run. */
public final class RandomAccess {
  private static final int RECORDS = 200;
  private static final int SIZE = 20;

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    File file = new File("records.bin");
    try (RandomAccessFile store = new RandomAccessFile(file, "rw")) {
      store.setLength(RECORDS * SIZE);
      int[] versions = new int[RECORDS];
      for (int n = 0; rounds.more(); n++) {
        int record = n * 37 % RECORDS;
        store.seek((long) record * SIZE);
        Check.equal("version", versions[record], store.readInt());
        Check.equal("check sum", versions[record] * 31L, store.readLong());
        store.seek((long) record * SIZE);
        versions[record]++;
        store.writeInt(versions[record]);
        store.writeLong(versions[record] * 31L);
        store.writeDouble(versions[record] / 2d);
        Check.equal("position", (long) (record + 1) * SIZE, store.getFilePointer());
        Check.equal("length", (long) RECORDS * SIZE, store.length());
      }
      for (int record = 0; record < RECORDS; record++) {
        store.seek((long) record * SIZE + 12);
        Check.equal("double", versions[record] / 2d, store.readDouble());
      }
    }
    Check.holds("deleted", file.delete());
    Check.ok();
  }
}
