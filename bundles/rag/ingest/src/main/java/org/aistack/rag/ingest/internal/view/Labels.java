package org.aistack.rag.ingest.internal.view;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;

/** The rules for tags and metadata. */
final class Labels {

    private static final int MOST_TAGS = 50;
    private static final int MOST_KEYS = 64;
    private static final int LONGEST = 4000;

    private Labels() {}

    static Check check(Check check, List<String> tags, Map<String, Object> metadata) {
        if (tags != null) {
            check.items("/tags", tags, MOST_TAGS);
            for (int i = 0; i < tags.size(); i++) {
                String tag = tags.get(i);
                check.text("/tags/" + i, tag, 1, 100);
                if (tag != null && tag.chars().anyMatch(Character::isISOControl)) {
                    check.fail("/tags/" + i, KernelError.BAD_FORMAT);
                }
            }
        }
        if (metadata != null) {
            check.items("/metadata", metadata.keySet(), MOST_KEYS);
            metadata.forEach((key, value) -> {
                String pointer = "/metadata/" + key.replace("~", "~0").replace("/", "~1");
                check.text(pointer, key, 1, MOST_KEYS);
                if (!plain(value)) {
                    check.fail(pointer, KernelError.WRONG_TYPE);
                } else if (String.valueOf(value).length() > LONGEST) {
                    check.fail(pointer, KernelError.TOO_LONG, LONGEST);
                }
            });
        }
        return check;
    }

    private static boolean plain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }
}
