package org.cxrwatch.config;

import java.nio.file.Path;

/**
 * Where pages are written.
 *
 * @param folder where
 * @param sites of a night at most so many sites get a page of their own
 */
public record ReportSettings(Path folder, int sites) {}
