/** SQL that users write over one prediction: parsed, checked and computed by Spark's own parser and analyser. */
package org.cxrwatch.spark.expression;
