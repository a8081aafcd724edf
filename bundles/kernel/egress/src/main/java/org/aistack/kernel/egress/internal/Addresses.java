package org.aistack.kernel.egress.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses belong to the public internet. Everything else is somebody's inside. */
final class Addresses {

    private static final int V4_BYTES = 4;
    private static final int V4_IN_NAT64 = 12;

    /** Address blocks by their first bits. */
    private record Block(byte[] prefix, int bits) {

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(prefix, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >>> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> INSIDE = List.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT, and Alibaba's metadata
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's host
                    "169.254.0.0/16", // link-local, and most clouds' metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments, and Oracle's metadata
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4") // reserved, broadcast
            .stream()
            .map(Block::of)
            .toList();

    /** What is given out on the internet at all. */
    private static final Block GLOBAL = Block.of("2000::/3");

    private static final List<Block> INSIDE_GLOBAL = List.of(
                    "2001::/23", // protocol assignments; Teredo carries an IPv4 address
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4 carries an IPv4 address
                    "3fff::/20") // documentation
            .stream()
            .map(Block::of)
            .toList();

    /** Carries an IPv4 address in its last four bytes. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private Addresses() {}

    /** May anybody be called there? IPv4 written as IPv6 counts as the IPv4 address it is. */
    static boolean outside(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return outsideV4(bytes);
        }
        if (NAT64.holds(bytes)) {
            byte[] carried = new byte[V4_BYTES];
            System.arraycopy(bytes, V4_IN_NAT64, carried, 0, V4_BYTES);
            return outsideV4(carried);
        }
        return GLOBAL.holds(bytes) && INSIDE_GLOBAL.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean outsideV4(byte[] bytes) {
        return INSIDE.stream().noneMatch(block -> block.holds(bytes));
    }
}
