package org.aistack.ops.notes.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings; a change takes effect with the next request, nothing restarts. */
@Component(service = NotesSettings.class, configurationPid = "org.aistack.ops.notes")
@Designate(ocd = NotesSettings.Settings.class)
public final class NotesSettings {

    @ObjectClassDefinition(name = "便签 Notes")
    @interface Settings {
        @AttributeDefinition(
                name = "正文最大字符数 Longest body",
                description = "每条便签正文的最大字符数。 Characters (code points) a body may have.",
                min = "1",
                max = "1000000")
        int max__body__chars() default 20_000;

        @AttributeDefinition(
                name = "清理天数 Days until purged",
                description = "归档超过多少天的便签在夜间永久删除；0 表示从不。 Notes archived for more days than this are deleted"
                        + " for good at night; 0 means never.",
                min = "0",
                max = "36500")
        int purge__days() default 0;
    }

    private volatile Settings settings;

    @Activate
    public NotesSettings(Settings settings) {
        this.settings = settings;
    }

    @Modified
    void modified(Settings changed) {
        settings = changed;
    }

    public int maxBodyChars() {
        return settings.max__body__chars();
    }

    /** 0 means never. */
    public int purgeDays() {
        return settings.purge__days();
    }
}
