package org.cxrwatch.port;

import java.util.ArrayList;
import java.util.List;

final class MemoryIncidents implements Incidents {

    private final List<Incident> incidents = new ArrayList<>();

    @Override
    public List<Incident> list() {
        return List.copyOf(incidents);
    }

    @Override
    public void add(Incident incident) {
        incidents.add(incident);
    }
}
