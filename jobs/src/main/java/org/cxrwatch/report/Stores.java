package org.cxrwatch.report;

import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.History;
import org.cxrwatch.port.Incidents;
import org.cxrwatch.port.Runs;

/**
 * What pages are read from.
 *
 * @param history what was published
 * @param alerts the alerts
 * @param baselines what is normal, and who said so
 * @param incidents days that people marked
 * @param runs how nights went
 */
public record Stores(History history, AlertLog alerts, BaselineRegister baselines, Incidents incidents, Runs runs) {}
