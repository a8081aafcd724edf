package org.aistack.kernel.events.internal.webhook;

import java.util.List;
import java.util.regex.Pattern;
import org.aistack.kernel.Check;

/**
 * What a person says about a webhook.
 *
 * @param topics {@code *}, {@code aistack/notes/*} or {@code aistack/notes/NoteCreated}
 * @param active true unless said otherwise
 */
public record WebhookContent(String url, List<String> topics, String description, Boolean active) {

    private static final Pattern TOPIC =
            Pattern.compile("\\*|aistack/[a-z][a-z0-9]{0,39}/(\\*|[A-Z][A-Za-z0-9]{0,99})");
    private static final int LONGEST_URL = 2000;
    private static final int TOPICS = 20;
    private static final int DESCRIPTION = 500;

    public WebhookContent {
        var check = Check.that()
                .text("/url", url, 1, LONGEST_URL)
                .required("/topics", topics)
                .items("/topics", topics, TOPICS)
                .optional("/description", description, DESCRIPTION);
        if (topics != null) {
            topics = topics.stream().distinct().toList();
            if (topics.isEmpty()) {
                check.required("/topics", null);
            }
            for (int i = 0; i < topics.size(); i++) {
                if (topics.get(i) == null || !TOPIC.matcher(topics.get(i)).matches()) {
                    check.fail("/topics/" + i, WebhookError.BAD_TOPIC);
                }
            }
        }
        check.done();
        active = active == null || active;
    }
}
