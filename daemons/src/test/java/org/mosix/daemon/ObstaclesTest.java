package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ObstaclesTest {

  private static final long NOON = 1_800_000_000_000L;
  private static final String NATIVE = "thread \"pool-1: a\": runnable in sun.font.FreetypeFontScaler.getGlyphImageNative";
  private static final String STATIC = "thread \"main\": com.example.Table.<clinit>";

  private final Obstacles obstacles = new Obstacles();

  @Test
  void obstacleKeepsItsTimeWhileRefusalsNameIt() {
    obstacles.are(List.of(NATIVE), NOON);
    obstacles.are(List.of(STATIC, NATIVE), NOON + 5_000);
    assertThat(obstacles.records()).extracting(ObstacleRecord::since).containsExactly("2027-01-15T08:00:05Z", "2027-01-15T08:00:00Z");
    obstacles.are(List.of(), NOON + 6_000);
    obstacles.are(List.of(NATIVE), NOON + 7_000);
    assertThat(obstacles.records()).extracting(ObstacleRecord::since).containsExactly("2027-01-15T08:00:07Z");
  }

  @Test
  void sentencesAreTakenApart() {
    obstacles.are(List.of(NATIVE, STATIC, "thread \"x\": a.B.c: called a method handle composed of others", "thread \"y\": compiled code",
        "something is being drawn on (sun.java2d.SurfaceData)"), NOON);
    List<ObstacleRecord> records = obstacles.records();
    assertThat(records).extracting(ObstacleRecord::thread).containsExactly("pool-1: a", "main", "x", "y", "");
    assertThat(records).extracting(ObstacleRecord::frame)
        .containsExactly("sun.font.FreetypeFontScaler.getGlyphImageNative", "com.example.Table.<clinit>", "a.B.c", "", "");
    assertThat(records.get(0).why()).startsWith("it passes no poll");
    assertThat(records.get(1).why()).startsWith("a static initialiser");
    assertThat(records).extracting(ObstacleRecord::why).endsWith("called a method handle composed of others", "compiled code",
        "something is being drawn on (sun.java2d.SurfaceData)");
  }
}
