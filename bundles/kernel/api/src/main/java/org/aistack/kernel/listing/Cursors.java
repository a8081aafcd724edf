package org.aistack.kernel.listing;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Makes places in a list opaque and tamper-proof. */
@ProviderType
public interface Cursors {

    /**
     * Seals a place.
     *
     * @param scope what it is good for: list, filters, sorting, caller
     * @param keys values of the sort keys of the last row
     */
    String seal(String scope, List<String> keys);

    /**
     * The keys of a sealed place.
     *
     * @throws org.aistack.kernel.Problem {@link org.aistack.kernel.KernelError#BAD_CURSOR} for any cursor that was not
     *     sealed here for this scope
     */
    List<String> open(String scope, String cursor);
}
