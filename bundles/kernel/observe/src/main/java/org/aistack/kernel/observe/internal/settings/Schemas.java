package org.aistack.kernel.observe.internal.settings;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What our bundles say, in their metatype, about their settings. */
@Component(service = Schemas.class)
public final class Schemas {

    private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);
    private static final String OURS = "org.aistack.";

    private final BundleContext context;
    private final Map<String, Map<String, Map<String, Setting>>> known = new ConcurrentHashMap<>();

    @Activate
    public Schemas(BundleContext context) {
        this.context = context;
    }

    /** The settings of all PIDs, each by key. */
    Map<String, Map<String, Setting>> all() {
        Map<String, Map<String, Setting>> found = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(OURS)) {
                found.putAll(of(bundle));
            }
        }
        return found;
    }

    private Map<String, Map<String, Setting>> of(Bundle bundle) {
        String version = bundle.getBundleId() + "@" + bundle.getLastModified();
        return known.computeIfAbsent(version, key -> {
            known.keySet().removeIf(other -> other.startsWith(bundle.getBundleId() + "@"));
            return read(bundle);
        });
    }

    private static Map<String, Map<String, Setting>> read(Bundle bundle) {
        Map<String, Map<String, Setting>> found = new TreeMap<>();
        Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
            try (InputStream in = file.openStream()) {
                found.putAll(parse(in));
            } catch (IOException | SAXException | ParserConfigurationException e) {
                LOG.warn("{} says something unreadable about its settings", bundle, e);
            }
        }
        return found;
    }

    static Map<String, Map<String, Setting>> parse(InputStream in)
            throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
        Map<String, Map<String, Setting>> classes = new TreeMap<>();
        for (Element ocd : elements(root, "OCD")) {
            Map<String, Setting> settings = new LinkedHashMap<>();
            elements(ocd, "AD").forEach(ad -> settings.put(ad.getAttribute("id"), setting(ad)));
            classes.put(ocd.getAttribute("id"), settings);
        }
        Map<String, Map<String, Setting>> found = new TreeMap<>();
        for (Element designate : elements(root, "Designate")) {
            for (Element object : elements(designate, "Object")) {
                found.put(designate.getAttribute("pid"), classes.get(object.getAttribute("ocdref")));
            }
        }
        return found;
    }

    private static Setting setting(Element ad) {
        List<String> options = elements(ad, "Option").stream()
                .map(option -> option.getAttribute("value"))
                .toList();
        return new Setting(
                ad.getAttribute("id"), ad.getAttribute("type"), number(ad, "min"), number(ad, "max"), options);
    }

    private static BigDecimal number(Element ad, String name) {
        String text = ad.getAttribute(name);
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
