package org.cxrwatch.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cxrwatch.error.ConfigurationException;

/** Who may vouch for servers. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * TLS with servers that these authorities vouch for.
     *
     * @param file a PEM file of their certificates; empty for those that Java trusts
     * @throws ConfigurationException if the file holds none
     */
    public static SSLContext tls(Optional<Path> file) {
        try {
            if (file.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(file.get())) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file.map(Path::toString).orElse("of Java"), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            return found;
        }
    }

    private static ConfigurationException unusable(String file, Exception cause) {
        return new ConfigurationException(
                "notify.ca-file = " + file + " holds no certificates that can be read: " + cause.getMessage(),
                "Name a PEM file with the certificates of the authorities that your servers' certificates are of.",
                cause);
    }
}
