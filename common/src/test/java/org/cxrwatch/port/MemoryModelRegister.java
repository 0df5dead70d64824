package org.cxrwatch.port;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.RegisteredModel;

final class MemoryModelRegister implements ModelRegister {

    private final Clock clock;
    private final TreeMap<Version, Entry> entries = new TreeMap<>();

    private record Version(String name, String version) implements Comparable<Version> {

        static Version of(RegisteredModel model) {
            return new Version(model.name(), model.version());
        }

        @Override
        public int compareTo(Version other) {
            return Comparator.comparing(Version::name)
                    .thenComparing(Version::version)
                    .compare(this, other);
        }
    }

    MemoryModelRegister(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Entry> list() {
        return List.copyOf(entries.values());
    }

    @Override
    public Outcome add(RegisteredModel model, Instant at, String by) {
        Optional<Entry> known =
                Optional.ofNullable(entries.putIfAbsent(Version.of(model), new Entry(model, MANUAL, at)));
        known.ifPresent(entry -> ModelRegister.requireAgreement(entry, model));
        return known.isPresent() ? Outcome.KNOWN : Outcome.ADDED;
    }

    @Override
    public void note(String source, List<RegisteredModel> models) {
        ModelRegister.requireDatabase(source);
        models.forEach(model -> entries.merge(
                Version.of(model), new Entry(model, source, clock.instant()), (known, fresh) -> later(known, fresh)));
    }

    private static Entry later(Entry known, Entry fresh) {
        RegisteredModel updated = updated(known.model(), fresh.model());
        return updated.equals(known.model()) ? known : new Entry(updated, fresh.source(), fresh.notedAt());
    }

    /** What the later word says replaces what was said before; what it leaves out stays. */
    private static RegisteredModel updated(RegisteredModel known, RegisteredModel later) {
        return new RegisteredModel(
                known.name(),
                known.version(),
                later.architecture().or(known::architecture),
                later.status().or(known::status),
                later.createdAt().or(known::createdAt));
    }
}
