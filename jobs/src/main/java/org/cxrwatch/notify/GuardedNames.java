package org.cxrwatch.notify;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of hosts, and refuses those where a webhook can only do harm: of this link, of a cloud's metadata
 * service, of nobody or of many. What is looked at is what is connected to, so that a name whose address changes in
 * between gains nothing. Addresses of this machine and of private networks are fine: the operator chose the webhook.
 *
 * @param names that finds them
 */
record GuardedNames(DnsResolver names) implements DnsResolver {

    /** Metadata services that are not of the link: AWS by IPv6, Alibaba. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

    private static final int IPV4_BYTES = 4;
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    /** A host whose address is none that messages go to. */
    static final class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddressException(String host, InetAddress address) {
            super(host + " has the address " + address.getHostAddress());
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        if (found == null || found.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : found) {
            if (!isAllowed(address)) {
                throw new RefusedAddressException(host, address);
            }
        }
        return found;
    }

    /** Nothing is looked up: what a host calls itself does not matter. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether messages may go there. */
    static boolean isAllowed(InetAddress address) {
        if (address instanceof Inet6Address && holdsIpv4(address.getAddress())) {
            return isAllowed(ipv4(address.getAddress()));
        }
        return !(address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address.getAddress())
                || METADATA.contains(address.getHostAddress().replaceAll("%.*", "")));
    }

    /** 0.0.0.0/8 is this host on this network; 255.255.255.255 is all of them. */
    private static boolean isReserved(byte[] bytes) {
        return bytes.length == IPV4_BYTES && (bytes[0] == 0 || Arrays.equals(bytes, new byte[] {-1, -1, -1, -1}));
    }

    /** By NAT64, or as IPv6 once wrote IPv4 (but for :: and ::1). */
    private static boolean holdsIpv4(byte[] bytes) {
        int prefix = bytes.length - IPV4_BYTES;
        boolean isCompatible = Arrays.equals(bytes, 0, prefix, new byte[prefix], 0, prefix)
                && !(bytes[prefix] == 0 && bytes[prefix + 1] == 0);
        return isCompatible || Arrays.equals(bytes, 0, prefix, NAT64, 0, prefix);
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are no IPv4 address.", e);
        }
    }
}
