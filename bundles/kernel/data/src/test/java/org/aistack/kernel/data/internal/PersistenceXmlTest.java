package org.aistack.kernel.data.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public final class PersistenceXmlTest {

    @Test
    public void namesTheUnitAndItsClasses() throws IOException {
        var units = read("<persistence xmlns='http://xmlns.jcp.org/xml/ns/persistence' version='2.1'>"
                + "<persistence-unit name='notes'><class> a.NoteRow </class><class>a.TagRow</class>"
                + "<exclude-unlisted-classes>true</exclude-unlisted-classes></persistence-unit></persistence>");
        assertEquals(List.of(new PersistenceXml.Declared("notes", List.of("a.NoteRow", "a.TagRow"))), units);
    }

    @Test
    public void needsNoNamespace() throws IOException {
        var units = read("<persistence><persistence-unit name='events'/></persistence>");
        assertEquals(List.of(new PersistenceXml.Declared("events", List.of())), units);
    }

    @Test
    public void refusesDoctypes() {
        assertThrows(
                IOException.class,
                () -> read("<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><persistence>&e;</persistence>"));
        assertThrows(IOException.class, () -> read("not xml"));
    }

    private static List<PersistenceXml.Declared> read(String xml) throws IOException {
        return PersistenceXml.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
