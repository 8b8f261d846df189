package org.mosix.torture.programs;

import java.io.StringReader;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** A SAX parser inside callbacks of the program's handler, with a document type, entities and a resolver. */
public final class SaxParsing {
  static final class Counting extends DefaultHandler {
    private final StringBuilder out = new StringBuilder();

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      out.append('<').append(name).append(attributes.getLength()).append(Work.spin(attributes.getLength()) & 1);
    }

    @Override
    public void characters(char[] text, int at, int length) {
      out.append(new String(text, at, length).strip());
      Work.spin(length);
    }

    @Override
    public void endElement(String uri, String local, String name) {
      out.append('>');
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
      Work.spin(3);
      return new InputSource(new StringReader("<item>from outside</item>"));
    }
  }

  static String round(SAXParser parser, String document) throws Exception {
    Counting handler = new Counting();
    parser.reset();
    parser.parse(new InputSource(new StringReader(document)), handler);
    return handler.out.length() + " " + handler.out.toString().hashCode();
  }

  public static void main(String[] args) throws Exception {
    String document = "<?xml version='1.0'?><!DOCTYPE list [<!ENTITY own 'own text'><!ENTITY out SYSTEM 'urn:outside'><!ATTLIST item kind CDATA 'plain'>]>\n"
        + "<list>&out;" + "<item a='1' b='&lt;'>&own; <![CDATA[<raw>]]></item>".repeat(40) + "</list>";
    SAXParserFactory factory = SAXParserFactory.newInstance();
    factory.setNamespaceAware(true);
    SAXParser parser = factory.newSAXParser();
    Rounds.equal(args, "parsed", () -> round(parser, document));
  }
}
