package org.aistack.rag.search.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.search.internal.answer.AnswerRequest;
import org.aistack.rag.search.internal.answer.Answers;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code search:answer <question>}. */
@Service
@Command(scope = "search", name = "answer", description = "根据文档回答 Answer from documents")
public final class AnswerCommand implements Action {

    @Reference
    private Answers answers;

    @Reference
    private Guard guard;

    @Argument(name = "question", description = "问题 The question", required = true)
    private String question;

    @Override
    public Object execute() throws Exception {
        var answer = guard.runAs(Caller.SYSTEM, () -> answers.answer(AnswerRequest.of(question, null)));
        System.out.println(answer.answer().text());
        answer.citations()
                .forEach(c -> System.out.printf(
                        "[%d] %s (%s) v%d %d-%d%n",
                        c.id(), c.title(), c.documentId(), c.version(), c.start(), c.end()));
        return null;
    }
}
