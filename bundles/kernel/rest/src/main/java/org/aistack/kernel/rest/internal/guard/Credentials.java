package org.aistack.kernel.rest.internal.guard;

import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Caller;

/**
 * What the header {@code Authorization} says; nothing else is a credential.
 *
 * @param given whether there was one
 * @param caller whose it is; anonymous when there was none or it is not valid
 */
record Credentials(boolean given, Caller caller) {

    private static final Credentials NONE = new Credentials(false, Caller.ANONYMOUS);
    private static final Credentials INVALID = new Credentials(true, Caller.ANONYMOUS);
    private static final int MAX_LENGTH = 8192;

    /**
     * Reads the request.
     *
     * @throws Problem {@link KernelError#BAD_REQUEST} for more than one header
     */
    static Credentials of(HttpServletRequest request, List<Authenticator> authenticators) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        if (headers == null || !headers.hasMoreElements()) {
            return NONE;
        }
        String header = headers.nextElement().strip();
        if (headers.hasMoreElements()) {
            throw Problem.of(KernelError.BAD_REQUEST);
        }
        int space = header.indexOf(' ');
        if (space < 1 || header.length() > MAX_LENGTH) {
            return INVALID;
        }
        String scheme = header.substring(0, space).toLowerCase(Locale.ROOT);
        String credential = header.substring(space + 1).strip();
        for (Authenticator authenticator : authenticators) {
            Optional<Caller> caller = authenticator.authenticate(scheme, credential);
            if (caller.isPresent()) {
                return new Credentials(true, caller.get());
            }
        }
        return INVALID;
    }
}
