package org.aistack.rag.search.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings; a change takes effect with the next request, nothing restarts. */
@Component(service = SearchSettings.class, configurationPid = "org.aistack.rag.search")
@Designate(ocd = SearchSettings.Settings.class)
public final class SearchSettings {

    @ObjectClassDefinition(name = "知识检索 Knowledge search")
    @interface Settings {
        @AttributeDefinition(
                name = "中文提问的作答门槛 Threshold for Chinese questions",
                description = "低于此可答度时不作答。 Below it a question is not answered.",
                min = "0",
                max = "1")
        double abstain__threshold__zh() default 0.5;

        @AttributeDefinition(
                name = "英文提问的作答门槛 Threshold for English questions",
                description = "低于此可答度时不作答。 Below it a question is not answered.",
                min = "0",
                max = "1")
        double abstain__threshold__en() default 0.5;

        @AttributeDefinition(
                name = "中文词语权重 Weight of words in Chinese",
                description = "其余归向量。 The rest goes to the vectors.",
                min = "0",
                max = "1")
        double default__weights__zh() default 0.5;

        @AttributeDefinition(
                name = "英文词语权重 Weight of words in English",
                description = "其余归向量。 The rest goes to the vectors.",
                min = "0",
                max = "1")
        double default__weights__en() default 0.5;

        @AttributeDefinition(
                name = "写盘间隔（毫秒） Milliseconds between commits",
                description = "索引的改动最晚多久写入磁盘。 How soon changes of the index are durable.",
                min = "50",
                max = "60000")
        int commit__ms() default 500;
    }

    private volatile Settings settings;

    @Activate
    public SearchSettings(Settings settings) {
        this.settings = settings;
    }

    @Modified
    void modified(Settings changed) {
        settings = changed;
    }

    /** Below it a question of that language is not answered. */
    public double threshold(String language) {
        return "zh".equals(language) ? settings.abstain__threshold__zh() : settings.abstain__threshold__en();
    }

    /** Weight of the lexical leg; the vector leg has the rest of 1. */
    public double lexicalWeight(String language) {
        return "zh".equals(language) ? settings.default__weights__zh() : settings.default__weights__en();
    }

    /** How soon changes of the index are durable. */
    public int commitMillis() {
        return settings.commit__ms();
    }
}
