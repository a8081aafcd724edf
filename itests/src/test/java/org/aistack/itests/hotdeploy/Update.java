package org.aistack.itests.hotdeploy;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Replaces a bundle by what lies where it came from. */
final class Update {

    private static final int ATTEMPTS = 5;

    private Update() {}

    /**
     * Felix gives a resolution up when another thread resolves at the same moment and both hold bundles; whoever asked has
     * to ask again. The bundle is updated by then and only has to start.
     */
    static void of(Bundle bundle) throws BundleException {
        try {
            bundle.update();
        } catch (BundleException conflict) {
            again(bundle, conflict);
        }
    }

    private static void again(Bundle bundle, BundleException conflict) throws BundleException {
        BundleException last = conflict;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!String.valueOf(last.getMessage()).contains("global lock")) {
                throw last;
            }
            try {
                bundle.start();
                return;
            } catch (BundleException e) {
                last = e;
            }
        }
        throw last;
    }
}
