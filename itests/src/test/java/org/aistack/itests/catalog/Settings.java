package org.aistack.itests.catalog;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What can be set in a bundle, read off the descriptions it carries. */
final class Settings {

    private Settings() {}

    /**
     * One setting.
     *
     * @param range least and most in words; empty when there is none
     */
    record Setting(String pid, String key, String type, String standard, String range, String title) {}

    static List<Setting> of(Bundle bundle) {
        Enumeration<URL> files = Optional.ofNullable(bundle.findEntries("OSGI-INF/metatype", "*.xml", false))
                .orElse(Collections.emptyEnumeration());
        List<Setting> all = new ArrayList<>();
        while (files.hasMoreElements()) {
            Element root = parsed(files.nextElement());
            String pid = ((Element) root.getElementsByTagName("Designate").item(0)).getAttribute("pid");
            NodeList keys = root.getElementsByTagName("AD");
            for (int i = 0; i < keys.getLength(); i++) {
                all.add(setting(pid, (Element) keys.item(i)));
            }
        }
        all.sort(java.util.Comparator.comparing(Setting::pid).thenComparing(Setting::key));
        return all;
    }

    private static Setting setting(String pid, Element key) {
        String min = key.getAttribute("min");
        String max = key.getAttribute("max");
        String range = min.isEmpty() && max.isEmpty() ? "" : min + " … " + max;
        return new Setting(
                pid,
                key.getAttribute("id"),
                key.getAttribute("type").toLowerCase(java.util.Locale.ROOT),
                key.getAttribute("default"),
                range,
                key.getAttribute("name"));
    }

    private static Element parsed(URL file) {
        try (var in = file.openStream()) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
