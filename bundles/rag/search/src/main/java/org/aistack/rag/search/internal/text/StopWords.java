package org.aistack.rag.search.internal.text;

import java.util.Set;

/** Words that ask or join and say nothing about what is asked for, as the analyzers leave them. */
public final class StopWords {

    private static final Set<String> CHINESE =
            Set.of(("的 了 是 在 和 与 及 有 被 由 对 为 把 从 到 什么 多少 哪 哪些 哪里 哪个 哪种 哪位 哪儿 谁 何 何时 何处 怎么 怎样 如何 为什么 吗 呢 几 多 请 问 请问 吧 个 "
                            + "这 那 其 中 于 以 之 也 就 都 而 或 上 下 里 会 能 可以 可 该 应 应该 它 他 她 他们 它们 们 我 我们 你 您 并 等 所 给 让 使 用 是否 么 样 "
                            + "时候 时 位 名 种 一 一个 地 得 着 过 还 又 很 最 将 要 向 但 不 没有 这个 那个 这些 那些 叫 叫做 称为 被称为 属于 进行 根据 关于 有关 啊 呀 嘛")
                    .split(" "));
    private static final Set<String> ENGLISH = Set.of(
            ("what who whom whose which when where why how mani much did do doe can could would should ha have had were been "
                            + "he she it they we you i your hi her him it' their our my me them us from about than also am "
                            + "pleas tell give name call so up out ani all some other there's do' isn't wa")
                    .split(" "));

    private StopWords() {}

    /** Whether a term of the language's field of words says nothing. */
    public static boolean has(String language, String term) {
        return (Script.CHINESE.equals(language) ? CHINESE : ENGLISH).contains(term);
    }
}
