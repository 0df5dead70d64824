package org.cxrwatch.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which cxrwatch this is, and on which Java it runs. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
        return new String[] {"cxrwatch " + version, "Java " + Runtime.version()};
    }
}
