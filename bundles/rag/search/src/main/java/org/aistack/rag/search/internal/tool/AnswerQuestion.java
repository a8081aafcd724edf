package org.aistack.rag.search.internal.tool;

import java.util.List;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.answer.AnswerRequest;
import org.aistack.rag.search.internal.answer.Answers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers from documents, with citations. */
@Component(service = Tool.class)
public final class AnswerQuestion implements Tool<AnswerQuestion.Arguments> {

    private static final Card CARD = new Card(
            "search.answer_question",
            new Text("根据文档回答问题并注明出处", "Answer a question from documents, with citations"),
            SearchCapability.READ,
            Effect.READ);

    private final Answers answers;

    @Activate
    public AnswerQuestion(@Reference Answers answers) {
        this.answers = answers;
    }

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Object call(Arguments arguments) {
        return answers.answer(AnswerRequest.of(arguments.query(), arguments.collectionIds()));
    }

    /** The question, and where to look; null for everywhere. */
    public record Arguments(String query, List<String> collectionIds) {}
}
