package org.aistack.kernel.catalog;

/** Loads coherent sample data of a capability through its public services. */
public interface DemoData {

    /** Id of the capability. */
    String capability();

    /** Loads it once; again it changes nothing. Returns how many things were made. */
    int load();
}
