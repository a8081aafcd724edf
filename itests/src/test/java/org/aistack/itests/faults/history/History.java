package org.aistack.itests.faults.history;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Everything that clients did, written down by many threads. */
public final class History {

    private final Collection<Operation> operations = new ConcurrentLinkedQueue<>();

    public void add(Operation operation) {
        operations.add(operation);
    }

    public List<Operation> all() {
        return List.copyOf(operations);
    }

    public Set<String> what(Operation.Outcome outcome) {
        return operations.stream()
                .filter(operation -> operation.outcome() == outcome)
                .map(Operation::what)
                .collect(Collectors.toSet());
    }

    public long acknowledged() {
        return operations.stream().filter(Operation::acknowledged).count();
    }
}
