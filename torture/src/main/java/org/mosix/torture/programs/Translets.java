package org.mosix.torture.programs;

import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** Style sheets, which the JDK compiles into classes of modules of their own: kept ones, new ones, with keys, sorting and recursion. */
public final class Translets {

  private static final String SHEET = String.join("\n",
      "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>",
      "<xsl:key name='group' match='item' use='@g'/>",
      "<xsl:param name='title'/>",
      "<xsl:template match='/'><out title='{$title}'><xsl:apply-templates select='//item'>",
      "<xsl:sort select='@n' data-type='number' order='descending'/></xsl:apply-templates></out></xsl:template>",
      "<xsl:template match='item'><i><xsl:value-of select='concat(@n, \":\", count(key(\"group\", @g)))'/>",
      "<xsl:call-template name='down'><xsl:with-param name='i' select='number(@n) mod 7'/></xsl:call-template></i></xsl:template>",
      "<xsl:template name='down'><xsl:param name='i'/><xsl:if test='$i &gt; 0'><xsl:value-of select='$i'/>",
      "<xsl:call-template name='down'><xsl:with-param name='i' select='$i - 1'/></xsl:call-template></xsl:if></xsl:template>",
      "</xsl:stylesheet>");

  private Translets() {}

  private static Templates compile() throws TransformerException {
    return TransformerFactory.newInstance().newTemplates(new StreamSource(new StringReader(SHEET)));
  }

  private static String transform(Templates sheet, String title) throws TransformerException {
    StringBuilder in = new StringBuilder("<all>");
    for (int i = 0; i < 300; i++) {
      in.append("<item n='").append(i * 7919 % 1000).append("' g='").append(i % 5).append("'/>");
    }
    Transformer transformer = sheet.newTransformer();
    transformer.setParameter("title", title);
    StringWriter out = new StringWriter();
    transformer.transform(new StreamSource(new StringReader(in.append("</all>").toString())), new StreamResult(out));
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Templates kept = compile();
    Rounds.equal(args, "transformed", () -> transform(kept, "kept").hashCode() + " " + transform(compile(), "new").hashCode());
  }
}
