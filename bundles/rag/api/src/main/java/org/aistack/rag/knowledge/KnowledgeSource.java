package org.aistack.rag.knowledge;

import java.util.function.Consumer;

/**
 * A service of the capability whose texts are known. They are found only while it is registered: with the capability they
 * go, and with it they come back.
 */
public interface KnowledgeSource {

    /** Id of the capability, the source of all its entries. */
    String capability();

    /** The permission without which nobody finds anything of this source. */
    String permission();

    /**
     * Hands out every text there is. Asked once in the life of an installation, on a thread of its own, and again from the
     * start when it did not end; what changes from then on the capability tells by itself.
     */
    void replay(Consumer<Knowledge.Entry> each);
}
