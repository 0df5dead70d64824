package org.cxrwatch.drift;

/** What chance alone makes of a distance when both sides have the same shares. */
interface ChanceLevel {

    /** E₀d²: the expected square of the distance at these sizes; 0 where only one bin is occupied. */
    double expectedSquare(PairedCounts counts);
}
