package org.aistack.security.auth.internal.user;

import java.util.regex.Pattern;
import org.aistack.kernel.Check;

/** What can be changed about a user, by administrators and by the user. */
public record ProfileContent(String displayName, String email, String locale) {

    static final String DEFAULT_LOCALE = "zh-CN";

    private static final Pattern VISIBLE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]*");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{C}]{1,64}@[^\\s@\\p{C}]{1,189}");
    private static final Pattern LOCALE = Pattern.compile("(zh|en)(-[A-Za-z0-9]{2,8}){0,3}");

    public ProfileContent {
        Check.that()
                .optional("/display_name", displayName, 200)
                .format("/display_name", displayName, VISIBLE)
                .format("/email", email, EMAIL)
                .format("/locale", locale, LOCALE)
                .done();
        locale = locale == null ? DEFAULT_LOCALE : locale;
    }
}
