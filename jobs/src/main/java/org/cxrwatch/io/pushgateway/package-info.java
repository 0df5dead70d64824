/** The Pushgateway, where Prometheus collects what jobs leave. */
package org.cxrwatch.io.pushgateway;
