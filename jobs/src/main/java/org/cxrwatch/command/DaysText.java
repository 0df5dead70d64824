package org.cxrwatch.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of days as people write it: {@code 30d}, {@code 30 days} or {@code 30}. */
final class DaysText implements ITypeConverter<Integer> {

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})\\s*(d|day|days)?");

    @Override
    public Integer convert(String text) {
        Matcher matcher = DAYS.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no number of days such as 30d");
        }
        return Integer.valueOf(matcher.group(1));
    }
}
