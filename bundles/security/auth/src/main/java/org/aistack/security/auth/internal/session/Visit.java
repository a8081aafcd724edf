package org.aistack.security.auth.internal.session;

/**
 * Where somebody comes from.
 *
 * @param device what the browser or program calls itself
 * @param address of the peer
 */
public record Visit(String device, String address) {

    private static final int MAX_DEVICE = 300;
    private static final int MAX_ADDRESS = 64;

    public Visit {
        device = device == null ? "" : clean(device, MAX_DEVICE);
        address = address == null ? "" : clean(address, MAX_ADDRESS);
    }

    /** Without control characters, so that no line of a log can be forged with it. */
    private static String clean(String text, int most) {
        String printable = text.replaceAll("\\p{C}", "?");
        return printable.length() > most ? printable.substring(0, most) : printable;
    }
}
