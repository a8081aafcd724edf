package org.aistack.rag.search.internal.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** What sort of thing a question asks for, and whether a sentence has one. */
public enum AnswerType {
    PERSON(
            "谁|哪位|哪一位|什么人|何人|哪些人",
            "\\b(who|whom|whose|which (person|people|man|woman|player|author|king|scientist))\\b",
            "·|先生|女士|教授|博士|[\\u4e00-\\u9fa5]{2,4}(说|认为|表示|提出|发明|创作|担任)|[A-Z][a-z]+",
            "(?<![.!?“\"] )(?<!^)\\b[A-Z][\\p{L}'’.-]+"),
    DATE(
            "什么时候|何时|哪一?年|哪一?天|哪个?(月|世纪|年代|朝代)|几(月|号|日|点|年)|什么(时间|日期|年代|时期)|多久以?前|日期|时间是",
            "\\b(when|what (year|date|day|month|century|decade|time)|which (year|date|day|month|century|decade)|in what year|how long ago)\\b",
            "\\d{3,4}|\\d+ ?(年|月|日|号|世纪|点|时)|[一二三四五六七八九十〇零]+(年|月|日|号|世纪)|世纪|年代|时期|星期|周[一二三四五六日]",
            "\\b\\d{3,4}s?\\b|\\b(january|february|march|april|may|june|july|august|september|october|november|december|century|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b|\\b\\d{1,2}(st|nd|rd|th)?\\b"),
    NUMBER(
            "多少|几(个|名|位|次|种|家|座|岁|人|倍|成|条|项|千|万|百|亿)|多(大|长|高|远|重|久|宽|深|快)|百分之几|百分比|比例|数量|金额|期限",
            "\\b(how (many|much|long|old|far|tall|high|large|big|often|deep|wide|fast|heavy)|what (percentage|percent|number|amount|proportion|fraction|age|size|height|length|distance|rank)|what is the (number|population|total))\\b",
            "\\d|[一二三四五六七八九十百千万亿两〇零半]+(个|名|位|次|种|家|座|岁|人|倍|成|条|项|天|日|年|月|分之|元|米|公里|小时|分钟)",
            "\\d|\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter|twice|percent)\\b"),
    PLACE(
            "哪里|何处|哪儿|什么地方|哪个?(国家|城市|省|州|地区|地方|大学|公司|洲|河|市|县)|位于|何地",
            "\\b(where|(what|which) (city|country|state|place|region|continent|county|province|town|location|area|island|river|building|university))\\b",
            "国|省|市|县|州|区|镇|村|岛|河|江|湖|海|山|街|路|洲|港|城|大学|地|东|西|南|北|[A-Z][a-z]+",
            "(?<![.!?“\"] )(?<!^)\\b[A-Z][\\p{L}'’.-]+"),
    OTHER("", "", "", "");

    private final Pattern chineseQuestion;
    private final Pattern englishQuestion;
    private final Pattern chineseAnswer;
    private final Pattern englishAnswer;

    AnswerType(String chineseQuestion, String englishQuestion, String chineseAnswer, String englishAnswer) {
        this.chineseQuestion = Pattern.compile(chineseQuestion);
        this.englishQuestion = Pattern.compile(englishQuestion);
        this.chineseAnswer = Pattern.compile(chineseAnswer);
        int flags = englishAnswer.contains("[A-Z]") ? 0 : Pattern.CASE_INSENSITIVE;
        this.englishAnswer = Pattern.compile(englishAnswer, flags);
    }

    /** What a question asks for. */
    public static AnswerType of(String question, String language) {
        String folded = Fold.fold(question).toLowerCase(Locale.ROOT);
        boolean chinese = Script.CHINESE.equals(language);
        for (AnswerType type : values()) {
            if (type != OTHER
                    && (chinese ? type.chineseQuestion : type.englishQuestion)
                            .matcher(folded)
                            .find()) {
                return type;
            }
        }
        return OTHER;
    }

    /** Whether a sentence has something of this sort that is not already in the question. Always so for {@link #OTHER}. */
    public boolean in(String sentence, String question, String language) {
        if (this == OTHER) {
            return true;
        }
        String asked = question.toLowerCase(Locale.ROOT);
        String folded = Fold.fold(sentence);
        var found = (Script.CHINESE.equals(language) ? chineseAnswer : englishAnswer).matcher(folded);
        while (found.find()) {
            if (!asked.contains(found.group().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
