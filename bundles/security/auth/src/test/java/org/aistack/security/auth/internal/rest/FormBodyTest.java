package org.aistack.security.auth.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;
import org.junit.Test;

public final class FormBodyTest {

    @Test
    public void valuesAreDecoded() {
        FormBody form = read("username=%E5%BC%A0%E4%B8%89&password=a+b%2Bc%26&empty=&bare");
        assertEquals("张三", form.required("username"));
        assertEquals("a b+c&", form.required("password"));
        assertEquals("", form.optional("bare").orElseThrow());
        assertThrows(Problem.class, () -> form.required("empty"));
        assertThrows(Problem.class, () -> form.required("absent"));
    }

    @Test
    public void whatIsBrokenOrTwiceIsRefused() {
        for (String broken :
                List.of("a=1&a=1", "a=1&%61=2", "a=%", "a=%4", "a=%zz", "a=%ff", "a=%c0%af", "a=1&&b=2&", "a=\u00e4")) {
            Problem problem = assertThrows(broken, Problem.class, () -> read(broken));
            assertSame(AuthError.INVALID_REQUEST, problem.code());
        }
        assertThrows(Problem.class, () -> read("a=" + "x".repeat(70_000)));
    }

    private static FormBody read(String body) {
        return FormBody.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
