package org.aistack.ops.notes;

import java.time.Instant;

/**
 * A move of a note from one state to another.
 *
 * @param by id of the person
 */
public record Transition(NoteState from, NoteState to, Instant at, String by) {}
