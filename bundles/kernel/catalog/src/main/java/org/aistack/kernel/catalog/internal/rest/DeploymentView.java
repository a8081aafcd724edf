package org.aistack.kernel.catalog.internal.rest;

import java.time.Instant;
import java.util.Locale;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;

/**
 * A deployment as clients see it.
 *
 * @param capability id of the capability; null while the file was not looked at, or when it is no bundle
 * @param previousVersion null when there was nothing before
 * @param sha256 of the file; null when something was taken away
 * @param reason why it ended as it did, in the language of the caller; null as long as all is well
 * @param finishedAt null while it goes on
 */
public record DeploymentView(
        String id,
        Deployment.Action action,
        String capability,
        String symbolicName,
        String version,
        String previousVersion,
        String sha256,
        String previousSha256,
        String file,
        String actor,
        Deployment.Via via,
        Deployment.Status status,
        Deployment.Step step,
        String reason,
        String reasonZh,
        String reasonEn,
        Instant startedAt,
        Instant finishedAt) {

    static DeploymentView of(Deployment one, Locale locale) {
        var content = one.content();
        var before = one.before();
        return new DeploymentView(
                one.id(),
                one.action(),
                given(content.capability()),
                given(content.symbolicName()),
                given(content.version()),
                given(before.version()),
                given(content.sha256()),
                given(before.sha256()),
                given(one.origin().file()),
                one.origin().actor(),
                one.origin().via(),
                one.status(),
                one.step(),
                one.reason().map(text -> text.in(locale)).orElse(null),
                one.reason().map(Text::zh).orElse(null),
                one.reason().map(Text::en).orElse(null),
                one.startedAt(),
                one.finishedAt().orElse(null));
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
