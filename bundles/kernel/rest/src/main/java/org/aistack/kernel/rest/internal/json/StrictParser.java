package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Refuses what Jackson lets pass: long arrays and texts that are not Unicode. Only for {@link #nextToken()}. */
final class StrictParser extends JsonParserDelegate {

    static final int MAX_ITEMS = 10_000;
    private final int[] items = new int[StackMapper.MAX_DEPTH + 2];
    private int depth;

    StrictParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == null) {
            return null;
        }
        switch (token) {
            case START_ARRAY -> {
                count();
                items[++depth] = 0;
            }
            case START_OBJECT -> {
                count();
                items[++depth] = Integer.MIN_VALUE;
            }
            case END_ARRAY, END_OBJECT -> depth--;
            case FIELD_NAME -> unicode(currentName());
            case VALUE_STRING -> {
                count();
                unicode(getText());
            }
            default -> count();
        }
        return token;
    }

    private void count() throws IOException {
        if (++items[depth] > MAX_ITEMS) {
            throw new StreamConstraintsException("more than " + MAX_ITEMS + " items", currentLocation());
        }
    }

    private void unicode(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new JsonParseException(delegate, "lone surrogate");
                }
                i++;
            }
        }
    }
}
