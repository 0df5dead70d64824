package org.cxrwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedNamesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[::169.254.169.254]",
                "0.0.0.0",
                "0.1.2.3",
                "[::]",
                "224.0.0.1",
                "[ff02::1]",
                "255.255.255.255",
                "100.100.100.200"
            })
    void anAddressWhereNoWebhookIsIsRefusedWhetherItIsLookedUpOrWritten(String host) {
        Endpoint endpoint = new Endpoint(URI.create("http://" + host + "/s3nt1nelT0ken"));
        HttpSender sender = new HttpSender(
                new Patience(SECOND, SECOND, SECOND.multipliedBy(5)),
                TrustedAuthorities.tls(Optional.empty()),
                Messages.CLOCK);

        Delivery delivery = sender.post(endpoint, Map.of(), "{}");

        assertThat(delivery.status()).as(delivery.detail()).isEqualTo(Status.REJECTED);
        assertThat(delivery.detail()).contains("which no message is sent to").doesNotContain("s3nt1nelT0ken");
        assertThatThrownBy(() -> new GuardedNames(SystemDefaultDnsResolver.INSTANCE).resolve(host))
                .isInstanceOf(GuardedNames.RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.9", "::1", "fd12::1", "2001:db8::1", "8.8.8.8"
            })
    void anAddressOfThisMachineOrAPrivateNetworkIsTheOperatorsChoice(String address) throws UnknownHostException {
        assertThat(GuardedNames.isAllowed(InetAddress.getByName(address))).isTrue();
    }
}
