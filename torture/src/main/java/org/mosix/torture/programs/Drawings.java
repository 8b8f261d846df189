package org.mosix.torture.programs;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.zip.CRC32;

/** Shapes are drawn on an image now and then, and computed with in between: while nothing is being drawn the process can move. */
public final class Drawings {

  private Drawings() {}

  /** The graphics live in here only. */
  private static void draw(BufferedImage image, int step) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(step * 7 % 256, 255 - step * 5 % 256, step * 37 % 256, 200));
    graphics.fill(new Ellipse2D.Double(step * 3, step * 2, 60, 40));
    graphics.setStroke(new BasicStroke(step % 5));
    graphics.drawLine(step, 0, 300 - step, 200);
    graphics.dispose();
  }

  /** Geometry without any surface. */
  private static double area(int step) {
    Area area = new Area(new Ellipse2D.Double(0, 0, 100 + step, 50));
    for (int i = 0; i < 12; i++) {
      area.subtract(new Area(AffineTransform.getRotateInstance(i * 0.3, 50, 25).createTransformedShape(new Rectangle2D.Double(i * 9, 10, 5, 60))));
    }
    return area.getBounds2D().getWidth() + area.getBounds2D().getHeight();
  }

  static String round() {
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
    double areas = 0;
    for (int step = 0; step < 8; step++) {
      draw(image, step);
      for (int i = 0; i < 40; i++) {
        areas += area(step * i);
      }
    }
    CRC32 sum = new CRC32();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum.update(image.getRGB(x, y) >>> (x + y) % 25);
      }
    }
    return Long.toHexString(sum.getValue()) + " " + areas;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "drawing", Drawings::round);
  }
}
