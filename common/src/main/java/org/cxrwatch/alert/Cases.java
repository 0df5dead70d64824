package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which case an episode belongs to. An episode joins the case of an earlier one with the same {@link CaseAnchor}
 * that is near enough, else it founds one, named for the day it opened and its anchor ({@code 2026-09-22-site-
 * valley}). Once given, a case is kept.
 */
final class Cases {

    private final List<Member> members = new ArrayList<>();

    private record Member(CaseAnchor anchor, CaseAnchor.Reach reach, String caseId) {}

    /** The cases of what is recorded. */
    Cases(Collection<Episode> recorded) {
        recorded.forEach(this::add);
    }

    /** The case of an episode that has none yet; the caller asks in order of opening. */
    String caseOf(AlertKey key, Occurrence occurrence) {
        CaseAnchor anchor = CaseAnchor.of(key);
        CaseAnchor.Reach reach = CaseAnchor.Reach.of(
                occurrence.found().span(), occurrence.found().state());
        String caseId = near(anchor, reach).orElseGet(() -> unused(dayOf(occurrence) + "-" + anchor.name()));
        members.add(new Member(anchor, reach, caseId));
        return caseId;
    }

    private void add(Episode episode) {
        members.add(new Member(
                CaseAnchor.of(episode.key()), CaseAnchor.Reach.of(episode.span(), episode.state()), episode.caseId()));
    }

    private Optional<String> near(CaseAnchor anchor, CaseAnchor.Reach reach) {
        return members.stream()
                .filter(member -> member.anchor().group().equals(anchor.group()))
                .filter(member -> anchor.nearness().joins(reach, member.reach()))
                .min(Comparator.comparing((Member member) -> member.reach().from())
                        .thenComparing(Member::caseId))
                .map(Member::caseId);
    }

    private String unused(String name) {
        String candidate = name;
        for (int again = 2; isUsed(candidate); again++) {
            candidate = name + "-" + again;
        }
        return candidate;
    }

    private boolean isUsed(String caseId) {
        return members.stream().anyMatch(member -> member.caseId().equals(caseId));
    }

    private static String dayOf(Occurrence occurrence) {
        return occurrence.found().span().opened().firstDay().toString();
    }
}
