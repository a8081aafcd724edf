package org.aistack.kernel.catalog.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.kernel.catalog.Tool;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Every tool that is there now. */
@Component(service = Tools.class)
public final class Tools {

    private final Map<ServiceReference<Tool<?>>, Tool<?>> tools = new ConcurrentHashMap<>();

    @Activate
    public Tools() {}

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void add(Tool<?> tool, ServiceReference<Tool<?>> reference) {
        tools.put(reference, tool);
    }

    void remove(Tool<?> tool, ServiceReference<Tool<?>> reference) {
        tools.remove(reference);
    }

    /** All tools, by name. */
    public List<Tool<?>> all() {
        return tools.values().stream()
                .sorted(BY_NAME)
                .<Tool<?>>map(tool -> tool)
                .toList();
    }

    /** The tool of that name. */
    public Optional<Tool<?>> named(String name) {
        return all().stream().filter(tool -> tool.card().name().equals(name)).findFirst();
    }

    List<Tool.Card> cardsOf(long bundle) {
        return tools.entrySet().stream()
                .filter(entry -> entry.getKey().getBundle() != null
                        && entry.getKey().getBundle().getBundleId() == bundle)
                .map(Map.Entry::getValue)
                .sorted(BY_NAME)
                .<Tool.Card>map(Tool::card)
                .toList();
    }

    private static final Comparator<Tool<?>> BY_NAME =
            Comparator.comparing(tool -> tool.card().name());
}
