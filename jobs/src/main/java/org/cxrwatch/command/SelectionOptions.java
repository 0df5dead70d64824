package org.cxrwatch.command;

import java.util.Optional;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whose predictions, and which of them. */
final class SelectionOptions {

    @Option(names = "--model-version", paramLabel = "V", description = "One version of the model.")
    private String modelVersion;

    @Option(
            names = "--slice",
            paramLabel = "KEY=VALUE",
            converter = SliceConverter.class,
            description = "One slice, e.g. site=north, or all.")
    private Slice slice;

    Optional<Scope> scope() {
        return Optional.ofNullable(modelVersion).map(Scope::version);
    }

    Optional<Slice> slice() {
        return Optional.ofNullable(slice);
    }

    /** For picocli. */
    static final class SliceConverter implements ITypeConverter<Slice> {

        @Override
        public Slice convert(String text) {
            try {
                return Slice.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
