package org.mosix.torture.programs;

import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** StAX readers half way through a document, pulled by the program, and writers of what was read. */
public final class StaxStreams {
  static String round(XMLInputFactory factory, String document) throws XMLStreamException {
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
    StringWriter copy = new StringWriter();
    XMLStreamWriter writer = XMLOutputFactory.newInstance().createXMLStreamWriter(copy);
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          writer.writeStartElement(reader.getLocalName());
          for (int n = 0; n < reader.getAttributeCount(); n++) {
            writer.writeAttribute(reader.getAttributeLocalName(n), reader.getAttributeValue(n));
          }
          depth += Work.spin(depth) == 0 ? 0 : 1;
        }
        case XMLStreamConstants.CHARACTERS -> writer.writeCharacters(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> writer.writeEndElement();
        default -> Work.spin(2);
      }
    }
    reader.close();
    writer.close();
    return depth + " " + copy.toString().equals(document) + " " + document.length();
  }

  public static void main(String[] args) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    String document = "<a>" + "<b x=\"1\">text<c>more &amp; more</c></b>".repeat(40) + "</a>";
    Rounds.equal(args, "copied", () -> round(factory, document));
  }
}
