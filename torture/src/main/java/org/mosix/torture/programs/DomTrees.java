package org.mosix.torture.programs;

import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A DOM tree that is kept, changed, searched by XPath with a function of the program, transformed and printed. */
public final class DomTrees {
  static String round(Document kept, XPathExpression expression, Transformer transformer) throws Exception {
    Element root = kept.getDocumentElement();
    Element added = kept.createElement("item");
    added.setAttribute("n", String.valueOf(Work.spin(3) & 7));
    added.appendChild(kept.createTextNode("text"));
    root.appendChild(added);
    double sum = (Double) expression.evaluate(kept, XPathConstants.NUMBER);
    NodeList items = root.getElementsByTagName("item");
    StringWriter printed = new StringWriter();
    transformer.transform(new DOMSource(kept), new StreamResult(printed));
    String out = sum + " " + items.getLength() + " " + printed.toString().hashCode();
    root.removeChild(added);
    return out;
  }

  public static void main(String[] args) throws Exception {
    Document kept = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader("<root>" + "<item n='4'>one</item><other/>".repeat(20) + "</root>")));
    XPath path = XPathFactory.newInstance().newXPath();
    path.setXPathVariableResolver(name -> (double) (Work.spin(5) & 1));
    XPathExpression expression = path.compile("sum(//item[@n > $least]/@n) + count(//other[position() mod 2 = 0])");
    Transformer transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.INDENT, "yes");
    Rounds.equal(args, "tree", () -> round(kept, expression, transformer));
  }
}
