package org.aistack.kernel.events.internal;

import java.lang.annotation.Annotation;

/** Settings with a schedule of their own. */
public final class Schedules {

    private Schedules() {}

    /** The usual settings but for the waits after failed deliveries. */
    public static EventsSettings of(String schedule) {
        return new EventsSettings(new EventsSettings.Settings() {
            @Override
            public int outbox__days() {
                return 7;
            }

            @Override
            public int forget__days() {
                return 30;
            }

            @Override
            public String webhook__schedule() {
                return schedule;
            }

            @Override
            public int webhook__failing__hours() {
                return 120;
            }

            @Override
            public int webhook__timeout__ms() {
                return 1000;
            }

            @Override
            public int delivery__days() {
                return 30;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return EventsSettings.Settings.class;
            }
        });
    }
}
