package org.cxrwatch.sequential;

/** In which directions a chart looks. */
public enum Sides {
    /** Only upwards, or only downwards. */
    ONE,
    /** Both, by two sums with the same limit. */
    TWO
}
