package org.aistack.kernel.catalog.internal.deploy.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.aistack.kernel.catalog.Deployment;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What was deployed and what is in service, kept outside of the container's cache. It needs no database, because it has to
 * be known before anything else starts.
 */
@Component(service = Ledger.class)
public final class Ledger {

    private static final int HISTORY = 500;

    private final StateFile file;
    private final Contents contents;
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, InService> inService = new TreeMap<>();
    private final Map<String, Seen> files = new TreeMap<>();
    private final Map<String, List<String>> tolerated = new HashMap<>();

    @Activate
    public Ledger(BundleContext context) {
        this(Path.of(data(context), "deployments"));
    }

    public Ledger(Path folder) {
        file = new StateFile(folder.resolve("deployments.json"));
        contents = new Contents(folder.resolve("content"));
        Remembered before = file.read();
        before.deployments().forEach(one -> deployments.put(one.id(), one));
        inService.putAll(before.inService());
        files.putAll(before.files());
        tolerated.putAll(before.tolerated());
    }

    private static String data(BundleContext context) {
        String data = context.getProperty("aistack.data");
        if (data == null) {
            throw new IllegalStateException("the system property aistack.data is not set");
        }
        return data;
    }

    public Contents contents() {
        return contents;
    }

    /** Newest first. */
    public synchronized List<Deployment> history() {
        var all = new ArrayList<>(deployments.values());
        Collections.reverse(all);
        return all;
    }

    public synchronized Optional<Deployment> find(String id) {
        return Optional.ofNullable(deployments.get(id));
    }

    /** The newest deployment of a symbolic name. */
    public Optional<Deployment> newest(String symbolicName) {
        return history().stream()
                .filter(one -> one.content().symbolicName().equals(symbolicName))
                .findFirst();
    }

    /** The newest deployment of a symbolic name that changed something and is in effect. */
    public Optional<Deployment> effective(String symbolicName) {
        return history().stream()
                .filter(one -> one.content().symbolicName().equals(symbolicName))
                .filter(one -> one.status() == Deployment.Status.DONE || one.status() == Deployment.Status.STAGED)
                .filter(one -> !one.content().equals(one.before()))
                .findFirst();
    }

    public synchronized void add(Deployment deployment) {
        deployments.put(deployment.id(), deployment);
        save();
    }

    public synchronized Deployment change(String id, UnaryOperator<Deployment> change) {
        Deployment changed = change.apply(deployments.get(id));
        deployments.put(id, changed);
        if (changed.status().ended()) {
            tolerated.remove(id);
        }
        save();
        return changed;
    }

    /** Ends a deployment and says what is in service from now on, in one step. */
    public synchronized Deployment end(Deployment ended, InService now) {
        inService.put(now.content().symbolicName(), now);
        return change(ended.id(), before -> ended);
    }

    public synchronized Map<String, InService> inService() {
        return Map.copyOf(inService);
    }

    public synchronized Optional<InService> inService(String symbolicName) {
        return Optional.ofNullable(inService.get(symbolicName));
    }

    public synchronized void serve(InService now) {
        inService.put(now.content().symbolicName(), now);
        save();
    }

    /** What the distribution brings is in service again. */
    public synchronized void forget(String symbolicName) {
        if (inService.remove(symbolicName) != null) {
            save();
        }
    }

    public synchronized Map<String, Seen> files() {
        return Map.copyOf(files);
    }

    /** Remembers a file of the deploy folder; forgets it when {@code seen} is empty. */
    public synchronized void file(String name, Optional<Seen> seen) {
        seen.ifPresentOrElse(one -> files.put(name, one), () -> files.remove(name));
        save();
    }

    public synchronized List<String> tolerated(String id) {
        return tolerated.get(id);
    }

    public synchronized void tolerate(String id, List<String> parts) {
        tolerated.put(id, List.copyOf(parts));
        save();
    }

    /** Deletes contents that nobody can want back any more. */
    public synchronized void prune(int versions) throws IOException {
        Set<String> kept = new HashSet<>();
        inService.values().forEach(one -> kept.add(one.content().sha256()));
        Map<String, Integer> counts = new HashMap<>();
        for (Deployment one : history()) {
            boolean good = one.status() == Deployment.Status.DONE;
            int count = good ? counts.merge(one.content().symbolicName(), 1, Integer::sum) : 0;
            if (!one.status().ended() || good && count <= versions) {
                kept.add(one.content().sha256());
                kept.add(one.before().sha256());
            }
        }
        contents.prune(kept);
    }

    private void save() {
        var all = deployments.values().iterator();
        while (deployments.size() > HISTORY && all.hasNext()) {
            if (all.next().status().ended()) {
                all.remove();
            }
        }
        try {
            file.write(new Remembered(
                    List.copyOf(deployments.values()),
                    Map.copyOf(inService),
                    Map.copyOf(files),
                    Map.copyOf(tolerated)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
