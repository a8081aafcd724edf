package org.aistack.security.rbac.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what is permitted and why. Touches no state. */
@Component(service = Explanations.class)
public final class Explanations {

    /**
     * A permission there is.
     *
     * @param capability who asks for it; null when none of the installed ones does
     * @param original one of the fifteen
     */
    public record KnownPermission(String name, Text title, String group, String capability, boolean original) {}

    /**
     * What somebody may.
     *
     * @param items where each comes from; null when that was not asked
     */
    public record Rights(List<String> roles, List<String> permissions, List<Reason> items) {}

    /** The grant that covers a permission, and the role it comes from. */
    public record Reason(String permission, String role, String grant) {}

    public record Answers(List<Answer> results) {}

    /** @param because the grant, after {@code <role>: } when it comes from one; null when not allowed */
    public record Answer(String permission, boolean allowed, String because) {}

    private final RoleTable table;

    @Activate
    public Explanations(@Reference RoleTable table) {
        this.table = table;
    }

    public List<KnownPermission> known() {
        return table.current().known().entries().stream()
                .map(e -> new KnownPermission(e.name(), e.title(), e.group(), e.capability(), e.original()))
                .toList();
    }

    public Rights rights(List<String> roles, boolean explain) {
        Decisions decisions = table.current();
        Grants grants = decisions.grants(Set.copyOf(roles));
        List<String> all = List.copyOf(decisions.effective(roles));
        List<Reason> reasons = null;
        if (explain) {
            reasons = new ArrayList<>();
            for (String permission : all) {
                Grants.Grant grant = grants.because(permission).orElseThrow();
                reasons.add(new Reason(permission, grant.role(), grant.text()));
            }
        }
        return new Rights(roles, all, reasons);
    }

    public Answers answer(Question question) {
        Grants grants = question.grants() == null ? ofRoles(question.roles()) : ofTexts(question.grants());
        List<Answer> answers = new ArrayList<>();
        for (String ask : question.ask()) {
            Optional<Grants.Grant> because = grants.because(ask);
            answers.add(new Answer(
                    ask, because.isPresent(), because.map(Explanations::say).orElse(null)));
        }
        return new Answers(answers);
    }

    private Grants ofRoles(List<String> roles) {
        Decisions decisions = table.current();
        for (int i = 0; i < roles.size(); i++) {
            if (!decisions.exists(roles.get(i))) {
                throw Problem.at("/roles/" + i, RbacError.UNKNOWN_ROLE, roles.get(i));
            }
        }
        return decisions.grants(Set.copyOf(roles));
    }

    private static Grants ofTexts(List<String> texts) {
        return new Grants(
                texts.stream().map(text -> Grants.Grant.of(null, text)).toList());
    }

    private static String say(Grants.Grant grant) {
        return grant.role() == null ? grant.text() : grant.role() + ": " + grant.text();
    }
}
