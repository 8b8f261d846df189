package org.mosix.torture.programs;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images of several kinds are made, written as PNG, GIF and BMP, read again, and scaled by hand: the same bytes and pixels each time. */
public final class Images {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 80;

  private Images() {}

  private static BufferedImage image(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, 0xff000000 | x * 2 << 16 | y * 3 << 8 | (x ^ y));
      }
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Check.holds("a writer for " + format, ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  private static void same(BufferedImage expected, BufferedImage read) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        Check.equal("pixel", expected.getRGB(x, y), read.getRGB(x, y));
      }
    }
  }

  static String round() throws IOException {
    CRC32 sum = new CRC32();
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY}) {
      BufferedImage image = image(type);
      for (String format : new String[] {"png", "bmp"}) {
        byte[] bytes = encoded(image, format);
        sum.update(bytes);
        if (type != BufferedImage.TYPE_BYTE_GRAY) {
          same(image, ImageIO.read(new ByteArrayInputStream(bytes)));
        }
      }
    }
    sum.update(encoded(image(BufferedImage.TYPE_BYTE_INDEXED), "gif"));
    return Long.toHexString(sum.getValue());
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "images", Images::round);
  }
}
