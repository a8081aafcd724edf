package org.aistack.rag.ingest.internal;

import org.aistack.rag.ingest.internal.text.ChunkRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings; a change takes effect with the next document, nothing restarts. */
@Component(service = IngestSettings.class, configurationPid = "org.aistack.rag.ingest")
@Designate(ocd = IngestSettings.Settings.class)
public final class IngestSettings {

    @ObjectClassDefinition(name = "文档 Documents")
    @interface Settings {
        @AttributeDefinition(
                name = "处理线程 Workers",
                description = "同时处理的文档数,也是解析进程数。 Documents worked on at once, and parser processes.",
                min = "1",
                max = "16")
        int workers() default 2;

        @AttributeDefinition(name = "最大文件字节数 Largest file", description = "字节。 Bytes.", min = "1")
        long max__file__bytes() default 104_857_600;

        @AttributeDefinition(
                name = "最大字符数 Most characters",
                description = "每个文档提取的字符。 Extracted characters of a document.",
                min = "1")
        int max__chars() default 20_000_000;

        @AttributeDefinition(
                name = "解析时限（秒） Parse time",
                description = "超时即结束解析进程。 Seconds until a parser process is ended.",
                min = "1",
                max = "3600")
        int parse__timeout__s() default 60;

        @AttributeDefinition(
                name = "解析进程内存 Parser heap",
                description = "MB,新进程生效。 Megabytes, for the next process.",
                min = "128")
        int parser__heap__mb() default 384;

        @AttributeDefinition(name = "片段目标长度 Chunk target", description = "字符。 Characters.", min = "50")
        int target__chars() default 600;

        @AttributeDefinition(name = "片段最大长度 Longest chunk", description = "字符。 Characters.", min = "100")
        int chunk__max__chars() default 1200;
    }

    private volatile Settings settings;

    @Activate
    public IngestSettings(Settings settings) {
        this.settings = settings;
    }

    @Modified
    void changed(Settings next) {
        settings = next;
    }

    public int workers() {
        return Math.max(1, Math.min(16, settings.workers()));
    }

    public long maxFileBytes() {
        return settings.max__file__bytes();
    }

    public int maxChars() {
        return settings.max__chars();
    }

    public int parseSeconds() {
        return Math.max(1, settings.parse__timeout__s());
    }

    public int parserHeapMb() {
        return Math.max(128, settings.parser__heap__mb());
    }

    /** The rules of collections that have none of their own. */
    public ChunkRules rules() {
        int target = Math.max(50, settings.target__chars());
        return new ChunkRules(target, Math.max(target, settings.chunk__max__chars()), 0);
    }
}
