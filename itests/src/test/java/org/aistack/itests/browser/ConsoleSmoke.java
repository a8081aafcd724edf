package org.aistack.itests.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The first ten minutes of a newcomer in the console, in a real browser: sign in, bring a document, ask, follow the
 * answer to its source, switch the language, look at the capabilities. Every error the browser reports fails it.
 */
public final class ConsoleSmoke {

    private static final String QUOTE = "青禾合同的付款期限为验收后四十五天。";
    private static final String DOCUMENT =
            """
            青禾合同

            本合同由双方于二〇二六年三月签订。
            %s
            逾期付款的，应当书面说明原因。
            """
                    .formatted(QUOTE);

    private final Chrome chrome;
    private final String base;

    /** @param base address of the server without trailing slash */
    public ConsoleSmoke(Chrome chrome, String base) {
        this.chrome = chrome;
        this.base = base;
    }

    /** Goes the whole way; throws an {@link AssertionError} that says where it ended. */
    public void run(String username, String password) throws IOException {
        signIn(username, password);
        upload();
        ask();
        switchLanguage();
        capabilities();
        signOut();
        List<String> complaints = chrome.complaints();
        if (!complaints.isEmpty()) {
            throw new AssertionError("The browser complains: " + complaints);
        }
    }

    public void signIn(String username, String password) {
        chrome.open(base + "/ui/");
        chrome.await("h1", "欢迎");
        chrome.type("#username", username);
        chrome.type("#password", password);
        chrome.click("button[type=submit]");
        chrome.await("#menu a[href='#/documents']", "文档");
    }

    public void upload() throws IOException {
        Path file = Files.createTempDirectory("aistack-smoke").resolve("青禾合同.txt");
        Files.writeString(file, DOCUMENT);
        chrome.click("#menu a[href='#/documents']");
        chrome.files("#files", file);
        chrome.await("[data-document][data-state=ready]", "青禾合同");
        Files.delete(file);
        Files.delete(file.getParent());
    }

    public void ask() {
        chrome.click("#menu a[href='#/']");
        chrome.type("#question", "青禾合同的付款期限是多少天？");
        chrome.enter();
        chrome.await(".answer-text", QUOTE);
        chrome.click(".cite");
        chrome.await("#panel mark", QUOTE);
        chrome.click("#panel .panel-head button");
        chrome.awaitGone("#panel");
    }

    public void switchLanguage() {
        chrome.click("[data-language=en]");
        chrome.await("#menu a[href='#/documents']", "Documents");
        chrome.await(".answer-text", QUOTE);
        chrome.click("[data-language=zh]");
        chrome.await("#menu a[href='#/documents']", "文档");
    }

    public void capabilities() {
        chrome.click("#menu a[href='#/capabilities']");
        chrome.await("[data-capability=notes][data-state=running]");
        chrome.await("[data-capability=search][data-state=running]");
    }

    public void signOut() {
        chrome.click("[data-action=sign-out]");
        chrome.await("h1", "欢迎");
    }
}
