package org.aistack.itests.perf;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Each refresh token is good for one renewal, so each answer gives the next one to use. */
final class Renewals {

    private static final int SESSIONS = 8;

    private final ConcurrentLinkedQueue<String> ready = new ConcurrentLinkedQueue<>();
    private final String token;

    Renewals(Api api) {
        token = api.token();
        for (int i = 0; i < SESSIONS; i++) {
            ready.add(api.another());
        }
    }

    /** A renewal; asks who it is when all tokens are on their way. */
    Shot next(long n) {
        String refresh = ready.poll();
        if (refresh == null) {
            return Shot.get("/auth/me", token, Shot.json(200, "\"username\":\"admin\""));
        }
        Shot.Check right = Shot.json(200, "\"access_token\"");
        return Shot.form("/auth/token", "grant_type=refresh_token&refresh_token=" + refresh, (status, type, body) -> {
            String fault = right.fault(status, type, body);
            if (fault == null) {
                ready.add(refresh(body));
            }
            return fault;
        });
    }

    private static String refresh(byte[] body) {
        try {
            return Api.JSON.readTree(body).path("refresh_token").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
