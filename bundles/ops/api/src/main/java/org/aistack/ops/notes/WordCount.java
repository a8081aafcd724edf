package org.aistack.ops.notes;

/**
 * Size of a text.
 *
 * @param words words of alphabetic scripts; a run of Han characters counts none
 * @param characters Unicode code points
 * @param han Han characters among them
 */
public record WordCount(long words, long characters, long han) {}
