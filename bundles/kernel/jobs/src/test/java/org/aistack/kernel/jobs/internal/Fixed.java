package org.aistack.kernel.jobs.internal;

import java.lang.annotation.Annotation;

/** Settings of a test. */
record Fixed(int threads, int lease, int failures, int queued, String zone) implements JobsSettings.Settings {

    static final Fixed USUAL = new Fixed(4, 20, 5, 20_000, "Europe/Berlin");

    Fixed threads(int count) {
        return new Fixed(count, lease, failures, queued, zone);
    }

    Fixed lease(int seconds) {
        return new Fixed(threads, seconds, failures, queued, zone);
    }

    Fixed queued(int most) {
        return new Fixed(threads, lease, failures, most, zone);
    }

    @Override
    public int lease__seconds() {
        return lease;
    }

    @Override
    public int max__failures() {
        return failures;
    }

    @Override
    public int max__queued() {
        return 100_000;
    }

    @Override
    public int max__queued__per__user() {
        return queued;
    }

    @Override
    public int retention__days() {
        return 30;
    }

    @Override
    public int stop__seconds() {
        return 2;
    }

    @Override
    public String time__zone() {
        return zone;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return JobsSettings.Settings.class;
    }
}
