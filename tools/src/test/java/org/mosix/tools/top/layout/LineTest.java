package org.mosix.tools.top.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LineTest {

  @Test
  void slicesKeepTheRolesOfTheirPieces() {
    Line line = Line.of(Role.LOW, "abc").add(Role.HIGH, "def");
    assertThat(line.slice(2, 4).spans()).containsExactly(new Line.Span(Role.LOW, "c"), new Line.Span(Role.HIGH, "d"));
  }

  @Test
  void signsOfTwoCellsAreNotCutInHalf() {
    Line line = Line.of(Role.PLAIN, "a値b");
    assertThat(line.width()).isEqualTo(4);
    assertThat(line.slice(0, 2).text()).isEqualTo("a ");
    assertThat(line.slice(2, 4).text()).isEqualTo(" b");
    assertThat(line.fit(3).text()).isEqualTo("a値");
  }

  @Test
  void aPieceOverAnotherHidesIt() {
    assertThat(Line.of(Role.PLAIN, "0123456789").over(3, Line.of(Role.BOX, "xx")).text()).isEqualTo("012xx56789");
    assertThat(Line.of(Role.PLAIN, "01").over(3, Line.of(Role.BOX, "xx")).text()).isEqualTo("01 xx");
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd~", "abcdef, 1, ~", "abcdef, 0, ''"})
  void textThatDoesNotFitSaysSo(String text, int cells, String clipped) {
    assertThat(Glyphs.ASCII.clip(text, cells)).isEqualTo(clipped);
  }

  @ParameterizedTest
  @CsvSource({"-1, ....", "0, ....", "0.5, ##..", "1, ####", "7, ####"})
  void barsAreAsFullAsTheirShare(double share, String bar) {
    assertThat(Bar.of(share, 4, Glyphs.ASCII).text()).isEqualTo(bar);
  }

  @Test
  void barsShowPartsOfACell() {
    assertThat(Bar.of(0.4, 4, Glyphs.UNICODE).text()).isEqualTo("█▋··");
    assertThat(Bar.of(0.4, 0, Glyphs.UNICODE).width()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0B", "999, 999B", "1000, 1.0K", "1536, 1.5K", "10239, 10K", "1048576, 1.0M", "1073741823, 1.0G", "1099511627776, 1.0T"})
  void bytesTakeFiveCellsAtMost(long bytes, String text) {
    assertThat(Quantity.bytes(bytes)).isEqualTo(text).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void whatIsNotKnownIsAQuestionMark() {
    assertThat(Quantity.bytes(null)).isEqualTo("?");
    assertThat(Quantity.load(null)).isEqualTo("?");
    assertThat(Quantity.seconds(null)).isEqualTo("?");
  }
}
