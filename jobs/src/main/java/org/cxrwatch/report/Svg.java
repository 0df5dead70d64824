package org.cxrwatch.report;

import java.util.Locale;

/**
 * A drawing as SVG, put together shape by shape. Whatever text is given is escaped; colours are classes of the page's
 * style sheet, so that it follows dark mode and print.
 */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /** A drawing of this size, with a title and a description for those who do not see it. */
    Svg(int width, int height, String title, String description) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\"><title>")
                .append(escaped(title))
                .append("</title><desc>")
                .append(escaped(description))
                .append("</desc>");
    }

    /** For text and attributes alike. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Svg rect(String css, double x, double y, double width, double height) {
        out.append("<rect class=\"").append(css).append('"');
        attribute("x", x);
        attribute("y", y);
        attribute("width", Math.max(0, width));
        attribute("height", Math.max(0, height));
        out.append("/>");
        return this;
    }

    Svg line(String css, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(css).append('"');
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        out.append("/>");
        return this;
    }

    Svg circle(String css, double x, double y, double radius) {
        out.append("<circle class=\"").append(css).append('"');
        attribute("cx", x);
        attribute("cy", y);
        attribute("r", radius);
        out.append("/>");
        return this;
    }

    /** A path of these commands. */
    Svg path(String css, String commands) {
        out.append("<path class=\"")
                .append(css)
                .append("\" d=\"")
                .append(escaped(commands))
                .append("\"/>");
        return this;
    }

    Svg text(String css, double x, double y, String text) {
        out.append("<text class=\"").append(css).append('"');
        attribute("x", x);
        attribute("y", y);
        out.append('>').append(escaped(text)).append("</text>");
        return this;
    }

    /** The shape of a tone around a point. */
    Svg mark(Tone tone, double x, double y, double size) {
        String css = "mark " + tone.css();
        return switch (tone) {
            case FINE -> circle(css, x, y, size * 0.28);
            case UNKNOWN -> circle("hollow", x, y, size * 0.28);
            case INFO -> rect(css, x - size * 0.22, y - size * 0.22, size * 0.44, size * 0.44);
            case WARNING ->
                path(
                        css,
                        "M" + at(x, y - size * 0.42) + "L" + at(x + size * 0.42, y + size * 0.34) + "L"
                                + at(x - size * 0.42, y + size * 0.34) + "Z");
            case CRITICAL ->
                path(
                        css,
                        "M" + at(x, y - size * 0.48) + "L" + at(x + size * 0.48, y) + "L" + at(x, y + size * 0.48) + "L"
                                + at(x - size * 0.48, y) + "Z");
            case EMERGENCY -> rect(css, x - size * 0.42, y - size * 0.42, size * 0.84, size * 0.84);
        };
    }

    /** A point as paths write it. */
    static String at(double x, double y) {
        return shortened(x) + " " + shortened(y);
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(shortened(value)).append('"');
    }

    private static String shortened(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The drawing. */
    String text() {
        return out + "</svg>";
    }
}
