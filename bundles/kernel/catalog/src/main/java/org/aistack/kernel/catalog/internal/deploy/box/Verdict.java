package org.aistack.kernel.catalog.internal.deploy.box;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog.State;
import org.aistack.kernel.catalog.internal.deploy.Words;

/**
 * Whether a new version is fit for service.
 *
 * @param healthy it works
 * @param hopeless waiting longer would not help
 * @param reason why it does not work
 */
public record Verdict(boolean healthy, boolean hopeless, Optional<Text> reason) {

    /**
     * Judges a pulse.
     *
     * @param tolerated what did not work in the version before either: an update is not to be blamed for it
     */
    public static Verdict of(Pulse now, Collection<String> tolerated) {
        if (!now.active()) {
            return new Verdict(false, false, Optional.of(reason(now)));
        }
        var bad = new HashSet<>(now.unwell());
        bad.removeAll(tolerated);
        if (bad.isEmpty()) {
            return new Verdict(true, false, Optional.empty());
        }
        return new Verdict(false, now.condition().state() == State.BROKEN, Optional.of(reason(now)));
    }

    private static Text reason(Pulse now) {
        List<Text> words = new ArrayList<>();
        Text missing = Words.join(now.condition().waitingFor());
        switch (now.condition().state()) {
            case WAITING -> words.add(Words.say("等待：{0}", "It waits for: {0}", missing));
            case BROKEN -> words.add(missing);
            case STOPPED -> words.add(Words.say("bundle 没有运行", "The bundle does not run"));
            case RUNNING -> {
                // then it is something else
            }
        }
        words.addAll(now.words());
        return Words.join(words);
    }
}
