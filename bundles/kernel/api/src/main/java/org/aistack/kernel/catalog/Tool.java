package org.aistack.kernel.catalog;

import org.aistack.kernel.Text;

/**
 * Something an agent, the chat or an MCP client may do. It runs as the person who asked.
 *
 * @param <A> argument record; its shape is the tool's JSON schema
 */
public interface Tool<A extends Record> {

    /** What calling it does to the world. */
    enum Effect {
        READ,
        WRITE,
        DESTRUCTIVE,
        EXTERNAL
    }

    /**
     * What is said about a tool.
     *
     * @param name {@code <id>.<verb>_<noun>}
     * @param purpose for people and models
     * @param permission checked before every call
     */
    record Card(String name, Text purpose, String permission, Effect effect) {}

    Card card();

    Class<A> arguments();

    /** Does it; the answer becomes JSON. */
    Object call(A arguments);
}
