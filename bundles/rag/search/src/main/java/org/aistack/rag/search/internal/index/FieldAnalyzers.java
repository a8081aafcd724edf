package org.aistack.rag.search.internal.index;

import org.aistack.rag.search.internal.text.Analysis;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/** The analyzer of each field of the index. */
final class FieldAnalyzers extends DelegatingAnalyzerWrapper {

    private final Analysis analysis;

    FieldAnalyzers(Analysis analysis) {
        super(PER_FIELD_REUSE_STRATEGY);
        this.analysis = analysis;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return analysis.analyzer(Fields.analyzer(field));
    }
}
