package org.aistack.kernel.shell.internal.shell;

import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** What capabilities contribute of one kind, at this moment. */
final class Contributed {

    private Contributed() {}

    static <T> List<T> all(BundleContext context, Class<T> kind) {
        try {
            return context.getServiceReferences(kind, null).stream()
                    .sorted()
                    .map(context::getService)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter that could be wrong
        }
    }
}
