package org.aistack.kernel.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.listing.Cursors;

/** Cursors that anybody can open, but only for their scope. */
public final class TestCursors implements Cursors {

    private static final String SEPARATOR = "\u001f";

    @Override
    public String seal(String scope, List<String> keys) {
        var parts = new ArrayList<String>();
        parts.add(scope);
        parts.addAll(keys);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> open(String scope, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(SEPARATOR, -1));
            if (parts.get(0).equals(scope)) {
                return parts.subList(1, parts.size());
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a cursor of another list
        }
        throw Problem.of(KernelError.BAD_CURSOR);
    }
}
