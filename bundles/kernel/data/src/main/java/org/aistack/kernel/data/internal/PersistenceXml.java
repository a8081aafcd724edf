package org.aistack.kernel.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads from {@code META-INF/persistence.xml} what a bundle wants stored: the unit's name and its classes. */
public final class PersistenceXml {

    public static final String PATH = "META-INF/persistence.xml";

    private PersistenceXml() {}

    /**
     * A unit as its bundle declares it.
     *
     * @param id the capability
     * @param classes names of its rows
     */
    public record Declared(String id, List<String> classes) {}

    /** All units declared in {@code xml}; documents with a DOCTYPE are refused. */
    public static List<Declared> read(InputStream xml) throws IOException {
        try {
            // the container brings its own, older DocumentBuilderFactory: no newDefaultNSInstance there
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var units = new ArrayList<Declared>();
            for (Element unit : elements(builder.parse(xml).getDocumentElement(), "persistence-unit")) {
                var classes = elements(unit, "class").stream()
                        .map(e -> e.getTextContent().strip())
                        .toList();
                units.add(new Declared(unit.getAttribute("name"), classes));
            }
            return List.copyOf(units);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(PATH + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(Element parent, String name) {
        var found = new ArrayList<Element>();
        var nodes = parent.getElementsByTagNameNS("*", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
