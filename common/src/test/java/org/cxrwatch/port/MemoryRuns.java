package org.cxrwatch.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

final class MemoryRuns implements Runs {

    private final List<Run> runs = new ArrayList<>();

    @Override
    public long start(String command, Instant at) {
        runs.add(new Run(runs.size() + 1L, command, at, Optional.empty(), Optional.empty(), ""));
        return runs.size();
    }

    @Override
    public void finish(long run, Outcome outcome, String summary, Instant at) {
        if (run < 1 || run > runs.size()) {
            throw new IllegalStateException("There is no run " + run + ".");
        }
        Run begun = runs.get((int) run - 1);
        runs.set(
                (int) run - 1,
                new Run(run, begun.command(), begun.startedAt(), Optional.of(outcome), Optional.of(at), summary));
    }

    @Override
    public List<Run> latest(int limit) {
        List<Run> latest = new ArrayList<>(runs);
        java.util.Collections.reverse(latest);
        return latest.stream().limit(limit).toList();
    }

    @Override
    public List<Run> latestOf(Set<String> commands, int limit) {
        return latest(runs.size()).stream()
                .filter(run -> commands.contains(run.command()))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Run> firstOf(Set<String> commands) {
        return runs.stream().filter(run -> commands.contains(run.command())).findFirst();
    }

    @Override
    public List<Run> lastSuccesses() {
        SortedMap<String, Run> last = new TreeMap<>();
        runs.stream()
                .filter(run -> run.outcome()
                        .filter(outcome -> outcome != Outcome.FAILED)
                        .isPresent())
                .forEach(run -> last.put(run.command(), run));
        return List.copyOf(last.values());
    }
}
