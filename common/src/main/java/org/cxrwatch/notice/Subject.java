package org.cxrwatch.notice;

import java.util.Locale;

/** A message in one line that says the verdict: at most {@value #MOST} characters. */
public final class Subject {

    /** The most characters of a subject: what phones and lists of mails show. */
    public static final int MOST = 120;

    /** Stands before what is to be done in a headline; a subject says that by its severity. */
    static final String SEPARATOR = " — ";

    private Subject() {}

    /** {@code CRITICAL: images at valley changed since 2026-09-22, accuracy 0.61 [2026-09-22-site-valley]}. */
    public static String of(Notice notice) {
        Notice.CaseNews worst = notice.cases().get(0);
        int more = notice.cases().size() - 1;
        String end = " [" + Plain.line(worst.caseId(), MOST / 2) + "]"
                + (more == 0 ? "" : " and " + more + (more == 1 ? " more case" : " more cases"));
        String head = isOver(worst) ? verdict(worst) : worst.severity() + ": " + decapitalised(verdict(worst));
        return cut(Plain.line(head, MOST), MOST - end.length()) + end;
    }

    /** Between words, if one of them ends in the second half. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String cut = Plain.line(text, most);
        int space = cut.lastIndexOf(' ');
        return space > most / 2 ? cut.substring(0, space).replaceAll("[,;:(]+$", "") + " …" : cut;
    }

    /** Whether nothing that is told of it is wrong any more. */
    static boolean isOver(Notice.CaseNews told) {
        return told.alerts().stream().allMatch(alert -> alert.kind().isOver());
    }

    private static String verdict(Notice.CaseNews told) {
        String urgency = SEPARATOR + Urgency.words(told.severity());
        String headline = told.headline();
        return headline.endsWith(urgency) ? headline.substring(0, headline.length() - urgency.length()) : headline;
    }

    /** But for abbreviations. */
    private static String decapitalised(String text) {
        boolean isWord = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return isWord ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
