/** The words of the domain: what a slice, a scope, an arrival is. Depends on nothing but the JDK. */
package org.cxrwatch.model;
