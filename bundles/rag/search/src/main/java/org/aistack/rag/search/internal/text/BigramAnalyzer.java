package org.aistack.rag.search.internal.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Overlapping pairs of Han characters; words of other scripts in lower case, stemmed when wanted. No stop words. */
final class BigramAnalyzer extends Analyzer {

    private final boolean stems;

    BigramAnalyzer(boolean stems) {
        this.stems = stems;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        TokenStream terms = stems ? new EnglishPossessiveFilter(words) : words;
        terms = new CJKBigramFilter(new LowerCaseFilter(terms));
        return new TokenStreamComponents(words, stems ? new PorterStemFilter(terms) : terms);
    }
}
