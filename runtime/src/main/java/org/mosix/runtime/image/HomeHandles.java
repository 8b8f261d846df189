package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.util.Map;
import org.mosix.boot.Sys;
import org.mosix.runtime.syscall.GuestProcess;

/**
 * Native addresses and descriptors that stay at home: files, compression streams, directory streams. On a guest they are marked as
 * home's, so that calls with them go there. One that is not marked is the guest's own and cannot leave it.
 */
final class HomeHandles {

  private static final String WATCHER = "sun.nio.fs.LinuxWatchService$Poller";
  private static final String OWN = "something of this node's own installation is open";

  private HomeHandles() {}

  static void guards(Map<String, Guard> table) {
    table.put("java.io.FileDescriptor", (o, context) -> number(o, "java.io.FileDescriptor", "fd"));
    numbers().forEach((type, field) -> table.put(type, (o, context) -> number(o, type, field)));
    addresses().forEach((type, field) -> table.put(type, (o, context) -> address(o, type, field)));
  }

  static void fixups(Map<String, Fixup> table) {
    numbers().forEach((type, field) -> table.put(type, (o, context) -> moved(o, type, field, context)));
    table.put(WATCHER, (o, context) -> {
      moved(o, WATCHER, "ifd", context);
      int[] pair = (int[]) U.getReference(o, offset(WATCHER, "socketpair"));
      for (int i = 0; i < pair.length; i++) {
        pair[i] = context.descriptors.applyAsInt(pair[i]);
      }
    });
    addresses().forEach((type, field) -> table.put(type, (o, context) -> {
      long offset = offset(type, field);
      U.putLong(o, offset, moved(U.getLong(o, offset), context));
    }));
  }

  private static Map<String, String> numbers() {
    return Map.of(
        "sun.nio.fs.UnixSecureDirectoryStream", "dfd",
        "sun.nio.fs.LinuxWatchService$LinuxWatchKey", "ifd");
  }

  private static Map<String, String> addresses() {
    return Map.of(
        "java.util.zip.Inflater$InflaterZStreamRef", "address",
        "java.util.zip.Deflater$DeflaterZStreamRef", "address",
        "sun.nio.fs.UnixDirectoryStream", "dp");
  }

  private static long offset(String type, String field) {
    return Raw.offset(Raw.jdkClass(type), field);
  }

  private static void number(Object o, String type, String field) throws CannotMove {
    int number = U.getInt(o, offset(type, field));
    if (GuestProcess.isAttached() && number >= 0 && !Sys.descriptor(number)) {
      throw new CannotMove(OWN + " (descriptor " + number + ")");
    }
  }

  private static void address(Object o, String type, String field) throws CannotMove {
    long address = U.getLong(o, offset(type, field));
    if (GuestProcess.isAttached() && address != 0 && !Sys.handle(address)) {
      throw new CannotMove(OWN + " (" + type + ")");
    }
  }

  private static void moved(Object o, String type, String field, ImageContext context) {
    long offset = offset(type, field);
    U.putInt(o, offset, context.descriptors.applyAsInt(U.getInt(o, offset)));
  }

  /** Addresses go the way of descriptors: marked on a guest, plain at home. */
  private static long moved(long address, ImageContext context) {
    if (address == 0 || Sys.mfsHandle(address)) {
      return address;
    }
    if (context.descriptors.applyAsInt(0) == Sys.HOME_DESCRIPTOR) {
      return address | Sys.HOME_HANDLE;
    }
    return context.descriptors.applyAsInt(Sys.HOME_DESCRIPTOR) == 0 ? address & ~Sys.HOME_HANDLE : address;
  }
}
