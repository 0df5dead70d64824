package org.cxrwatch.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Writes pages by the templates of src/main/jte, compiled with the program: whatever is put in is escaped. */
final class Html {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Html.class.getClassLoader(), Html.class.getPackageName());

    private Html() {}

    static String night(NightPage page) {
        return written("night.jte", page);
    }

    static String site(SitePage page) {
        return written("site.jte", page);
    }

    static String month(MonthPage page) {
        return written("month.jte", page);
    }

    static String index(IndexPage page) {
        return written("index.jte", page);
    }

    private static String written(String template, Object page) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, page, output);
        return output.toString();
    }
}
