package org.aistack.kernel.rest.internal.door;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class StrictUrlTest {

    @Test
    public void acceptsPlainPaths() {
        for (String path : new String[] {
            "/",
            "/api/notes",
            "/api/notes/",
            "/api/notes/a%20b",
            "/api/%E4%BD%A0",
            "/api/x:compute",
            "/a.b/..c",
            "/a/%25",
            "/.well-known/jwks.json",
            "/a~b/c-d_e",
            "/a=b&c,d@e"
        }) {
            assertEquals(path, true, StrictUrl.accepts(path, null));
        }
    }

    @Test
    public void refusesOddPaths() {
        for (String path : new String[] {
            "",
            "*",
            "api",
            "//",
            "/a//b",
            "//a",
            "/.",
            "/..",
            "/a/../b",
            "/a/./b",
            "/%2e",
            "/%2E%2e/a",
            "/.%2e/a",
            "/a%2fb",
            "/a%2Fb",
            "/a%5cb",
            "/a\\b",
            "/a;b",
            "/a%3bb",
            "/a;jsessionid=1",
            "/%00",
            "/%0d%0a",
            "/%1f",
            "/%7f",
            "/%",
            "/%4",
            "/%4g",
            "/%c0%af",
            "/%e0%80%af",
            "/%ed%a0%80",
            "/%ff",
            "/a b",
            "/ä"
        }) {
            assertEquals(path, false, StrictUrl.accepts(path, null));
        }
    }

    @Test
    public void looksAtTheQuery() {
        assertEquals(true, StrictUrl.accepts("/a", "q=a%2Fb;c&d=%E4%BD%A0&e=%0A"));
        for (String query : new String[] {"q=%", "q=%0", "q=%zz", "q=%00", "q=%c0%af", "q=a b", "q=ä"}) {
            assertEquals(query, false, StrictUrl.accepts("/a", query));
        }
    }
}
