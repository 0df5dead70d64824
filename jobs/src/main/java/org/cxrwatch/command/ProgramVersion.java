package org.cxrwatch.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which cxrwatch this is, and on which Java it runs. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"cxrwatch " + text(), "Java " + Runtime.version()};
    }

    /** As its jar says. */
    static String text() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }
}
