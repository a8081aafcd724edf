package org.aistack.itests.faults.history;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.aistack.itests.faults.history.Operation.Outcome;

/** Decide afterwards whether what happened may happen. Each answers with what is wrong; nothing means well. */
public final class Checkers {

    private Checkers() {}

    /** Bank: whatever moves, the sum stays. */
    public static List<String> bank(BigDecimal sum, Collection<BigDecimal> balances) {
        BigDecimal found = balances.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return found.compareTo(sum) == 0 ? List.of() : List.of("the sum is " + found + " instead of " + sum);
    }

    /** Set: what was acknowledged is there, once; what was refused is not; the unanswered at most once. */
    public static List<String> set(Collection<Operation> history, Collection<String> found) {
        Map<String, Long> counts = found.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        var wrong = new ArrayList<String>();
        var asked = new HashSet<String>();
        Map<String, Set<Outcome>> known = new HashMap<>();
        history.forEach(operation ->
                known.computeIfAbsent(operation.what(), name -> new HashSet<>()).add(operation.outcome()));
        known.forEach((name, outcomes) -> {
            asked.add(name);
            long count = counts.getOrDefault(name, 0L);
            if (count > 1) {
                wrong.add(name + " is there " + count + " times");
            }
            if (outcomes.contains(Outcome.ACKNOWLEDGED) && count == 0) {
                wrong.add(name + " was acknowledged and is lost");
            }
            if (outcomes.equals(Set.of(Outcome.REFUSED)) && count > 0) {
                wrong.add(name + " was refused and is there");
            }
        });
        counts.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> wrong.add("nobody asked for " + name));
        return wrong;
    }

    /** One winner: of all who wanted the same thing at most one got it. */
    public static List<String> oneWinner(Collection<Operation> history) {
        Map<String, Set<String>> winners = new HashMap<>();
        history.stream().filter(Operation::acknowledged).forEach(operation -> winners.computeIfAbsent(
                        operation.what(), name -> new TreeSet<>())
                .add(operation.actor()));
        return winners.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " was given to " + entry.getValue())
                .toList();
    }

    /**
     * Counter: it rose by one for each acknowledged step, and perhaps for unanswered ones; no value was given twice.
     *
     * @param last the value at the end, from 0
     */
    public static List<String> counter(Collection<Operation> history, long last) {
        var wrong = new ArrayList<String>();
        var given = new HashSet<String>();
        long acknowledged = 0;
        long unknown = 0;
        for (Operation operation : history) {
            if (operation.acknowledged()) {
                acknowledged++;
                if (!given.add(operation.value())) {
                    wrong.add("the value " + operation.value() + " was given twice");
                }
            } else if (operation.outcome() == Outcome.UNKNOWN) {
                unknown++;
            }
        }
        if (last < acknowledged || last > acknowledged + unknown) {
            wrong.add("it is " + last + " after " + acknowledged + " steps and " + unknown + " unanswered ones");
        }
        return wrong;
    }

    /**
     * Read your writes: an actor that wrote a version never reads an older one afterwards. {@code what} names the thing,
     * {@code value} the version; writes have the actor's name, reads the same with {@code /read}.
     */
    public static List<String> readYourWrites(Collection<Operation> history) {
        var wrong = new ArrayList<String>();
        for (Operation read : history) {
            if (read.acknowledged() && read.actor().endsWith("/read")) {
                String writer = read.actor().substring(0, read.actor().length() - "/read".length());
                history.stream()
                        .filter(write -> write.acknowledged()
                                && write.actor().equals(writer)
                                && write.what().equals(read.what())
                                && write.end() <= read.start()
                                && Long.parseLong(write.value()) > Long.parseLong(read.value()))
                        .findAny()
                        .ifPresent(write ->
                                wrong.add(writer + " wrote " + write.value() + " and then read " + read.value()));
            }
        }
        return wrong;
    }

    /**
     * Refresh family: every token is exchanged at most once, and at the end at most one of a family works. {@code actor}
     * is the family, {@code what} the token that was given, {@code value} the one that was got.
     *
     * @param alive tokens that work at the end, by family
     */
    public static List<String> refreshFamily(
            Collection<Operation> history, Map<String, ? extends Collection<String>> alive) {
        var wrong = new ArrayList<String>();
        Map<String, Long> exchanged = history.stream()
                .filter(Operation::acknowledged)
                .collect(Collectors.groupingBy(Operation::what, Collectors.counting()));
        exchanged.forEach((token, times) -> {
            if (times > 1) {
                wrong.add("a token was exchanged " + times + " times");
            }
        });
        alive.forEach((family, tokens) -> {
            if (tokens.size() > 1) {
                wrong.add(family + " has " + tokens.size() + " living tokens");
            }
        });
        return wrong;
    }

    /**
     * Event order: the first time each event is heard, it comes after those that were told before it; none is left out.
     *
     * @param told as they were told
     * @param heard as a subscriber heard them, repetitions included
     */
    public static List<String> eventOrder(List<String> told, List<String> heard) {
        var first = new ArrayList<String>();
        var seen = new HashSet<String>();
        heard.stream().filter(seen::add).forEach(first::add);
        var wrong = new ArrayList<String>();
        var missing = new ArrayList<>(told);
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            wrong.add(missing.size() + " events were never heard, the first is " + missing.get(0));
        }
        var order = new ArrayList<>(told);
        order.retainAll(seen);
        first.retainAll(new HashSet<>(told));
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).equals(first.get(i))) {
                wrong.add(first.get(i) + " was heard where " + order.get(i) + " was told");
                break;
            }
        }
        return wrong;
    }
}
