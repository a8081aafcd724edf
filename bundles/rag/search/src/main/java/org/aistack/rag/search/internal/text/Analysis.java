package org.aistack.rag.search.internal.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** The ways a text becomes terms, each by its name. All of them read the {@link Fold folded} text. */
public final class Analysis implements Closeable {

    /** Pairs of Han characters; words of other scripts as they are. */
    public static final String ZH_BIGRAM = "zh_bigram";
    /** Chinese words. */
    public static final String ZH_WORD = "zh_word";
    /** English stems without stop words. */
    public static final String EN = "en";
    /** Single Han characters and words as they are. */
    public static final String STD = "std";
    /** Pairs of Han characters and English stems together, for titles and headings. */
    public static final String MIXED = "mixed";
    /** Codes, see {@link Codes}. */
    public static final String EXACT = "exact";

    /** A term and where it was, in chars. */
    public record Token(String term, int start, int end) {}

    private final Map<String, Analyzer> analyzers = new TreeMap<>();

    public Analysis() {
        analyzers.put(ZH_BIGRAM, new BigramAnalyzer(false));
        analyzers.put(MIXED, new BigramAnalyzer(true));
        analyzers.put(STD, new StandardAnalyzer());
        analyzers.put(EN, new EnglishAnalyzer());
    }

    /** Names of all of them. */
    public static Set<String> names() {
        return new TreeSet<>(Set.of(ZH_BIGRAM, ZH_WORD, EN, STD, MIXED, EXACT));
    }

    /** An analyzer of Lucene; {@link #EXACT} has none. */
    public Analyzer analyzer(String name) {
        synchronized (analyzers) {
            // its dictionaries take half a second and 20 MB: only when there is Chinese
            return analyzers.computeIfAbsent(name, n -> new SmartChineseAnalyzer(true));
        }
    }

    /** The terms of a text, in order. */
    public List<Token> tokens(String name, String text) {
        String folded = Fold.fold(text);
        if (EXACT.equals(name)) {
            return Codes.of(folded).stream()
                    .map(code -> new Token(code, 0, text.length()))
                    .toList();
        }
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer(name).tokenStream(name, folded)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    /** The terms alone. */
    public List<String> terms(String name, String text) {
        return tokens(name, text).stream().map(Token::term).toList();
    }

    @Override
    public void close() {
        synchronized (analyzers) {
            analyzers.values().forEach(Analyzer::close);
            analyzers.clear();
        }
    }
}
