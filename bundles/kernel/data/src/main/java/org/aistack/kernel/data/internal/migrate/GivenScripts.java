package org.aistack.kernel.data.internal.migrate;

import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Hands Flyway scripts that were read already, so that it needs to know nothing of bundles. */
final class GivenScripts implements ResourceProvider {

    private final List<LoadableResource> resources;

    GivenScripts(String unit, List<Script> scripts) {
        resources = scripts.stream()
                .<LoadableResource>map(script -> new Resource(unit, script))
                .toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return resources.stream()
                .filter(r -> r.getFilename().equals(name) || r.getRelativePath().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return resources.stream()
                .filter(r -> r.getFilename().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(r.getFilename()::endsWith))
                .toList();
    }

    private static final class Resource extends LoadableResource {

        private final String path;
        private final Script script;

        Resource(String unit, Script script) {
            this.path = "db/" + unit + "/" + script.name();
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.text());
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return script.name();
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}
