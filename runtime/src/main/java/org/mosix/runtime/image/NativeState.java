package org.mosix.runtime.image;

import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Objects of the module {@code java.desktop} with memory of its native libraries behind them: while there is any they are refused. Their
 * fields hold its address, 0 before it is made and after it is freed. (All fields of type long of the module's classes, in 17 and 25, were looked
 * through; the windowing systems' are left out, whose threads are in native methods and pin.)
 */
final class NativeState {

  private static final String[][] ADDRESSES = {
    {"sun.java2d.SurfaceData", "pData", "something is being drawn on"},
    {"sun.awt.image.BufImgSurfaceData$ICMColorData", "pData", "something is being drawn on"},
    {"sun.java2d.loops.GraphicsPrimitive", "pNativePrim", "something is being drawn"},
    {"sun.java2d.pipe.ShapeSpanIterator", "pData", "something is being drawn"},
    {"sun.java2d.pipe.RenderBuffer", "baseAddress", "something is being drawn"},
    {"sun.java2d.marlin.OffHeapArray", "address", "something is being drawn"},
    {"sun.java2d.DefaultDisposerRecord", "dataPointer", "native memory waits to be freed"},
    {"sun.java2d.cmm.Profile", "nativePtr", "a colour profile is in use"},
    {"sun.java2d.cmm.lcms.LCMSTransform", "ID", "colours are being converted"},
    {"sun.java2d.cmm.lcms.LCMSTransform$NativeTransform", "ID", "colours are being converted"},
    {"sun.font.FontScaler", "nativeScaler", "a font is in use"},
    {"sun.font.PhysicalStrike", "pScalerContext", "a font is in use"},
    {"sun.font.FontStrikeDisposer", "pScalerContext", "a font is in use"},
    {"sun.font.NativeStrikeDisposer", "pNativeScalerContext", "a font is in use"},
    {"com.sun.imageio.plugins.jpeg.JPEGImageReader", "structPointer", "a JPEG image is being read"},
    {"com.sun.imageio.plugins.jpeg.JPEGImageReader$JPEGReaderDisposerRecord", "pData", "a JPEG image is being read"},
    {"com.sun.imageio.plugins.jpeg.JPEGImageWriter", "structPointer", "a JPEG image is being written"},
    {"com.sun.imageio.plugins.jpeg.JPEGImageWriter$JPEGWriterDisposerRecord", "pData", "a JPEG image is being written"},
    {"sun.awt.image.ImageRepresentation", "pData", "an image is being loaded"},
    {"java.awt.Cursor", "pData", "a cursor is in use"},
    {"com.sun.media.sound.AbstractMidiDevice", "id", "a MIDI device is open"},
    {"com.sun.media.sound.DirectAudioDevice$DirectDL", "id", "an audio device is open"},
    {"com.sun.media.sound.PortMixer", "id", "an audio device is open"},
  };

  /** What the renderer keeps for each thread between two drawings. */
  private static final String RENDERER = "sun.java2d.marlin.RendererContext";

  private NativeState() {}

  static void guards(Map<String, Guard> table) {
    for (String[] entry : ADDRESSES) {
      table.put(entry[0], (o, context) -> {
        if (address(o, entry[1]) != 0) {
          throw new CannotMove(entry[2] + " (" + o.getClass().getName() + ")");
        }
      });
    }
    // Softly held, so that the collector could take it at any time.
    table.put("java.lang.ref.SoftReference", (o, context) -> {
      Object cached = ((SoftReference<?>) o).get();
      if (cached != null && cached.getClass().getName().equals(RENDERER)) {
        ((SoftReference<?>) o).clear();
      }
    });
  }

  /** True if the object, of one of the classes in the table or not, has native memory behind it. */
  static boolean isBehind(Object o) {
    for (Class<?> c = o.getClass(); c != null; c = c.getSuperclass()) {
      for (String[] entry : ADDRESSES) {
        if (c.getName().equals(entry[0]) && address(o, entry[1]) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static long address(Object o, String field) {
    // Not all builds of the JDK have the address in the same class.
    Field found = Raw.field(o.getClass(), field);
    return found == null ? 0 : Raw.U.getLong(o, Raw.U.objectFieldOffset(found));
  }
}
