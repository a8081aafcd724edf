package org.aistack.kernel.data.internal.work;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/** Looks into one class loader, then into another. */
final class ChainLoader extends ClassLoader {

    private final ClassLoader second;

    ChainLoader(ClassLoader first, ClassLoader second) {
        super(first);
        this.second = second;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return second.loadClass(name);
    }

    @Override
    protected URL findResource(String name) {
        return second.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return second.getResources(name);
    }
}
