package org.aistack.ops.notes.internal;

import java.lang.annotation.Annotation;

/** Settings of a test. */
public record Fixed(int maxBodyChars, int purgeDays) implements NotesSettings.Settings {

    @Override
    public int max__body__chars() {
        return maxBodyChars;
    }

    @Override
    public int purge__days() {
        return purgeDays;
    }

    /** As the settings of the server. */
    public NotesSettings settings() {
        return new NotesSettings(this);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return NotesSettings.Settings.class;
    }
}
