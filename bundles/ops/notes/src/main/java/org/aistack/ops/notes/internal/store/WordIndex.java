package org.aistack.ops.notes.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.Query;

/** Writes the words of a note, many in one statement: a long note has thousands. */
public final class WordIndex {

    private static final int PER_STATEMENT = 500;

    private WordIndex() {}

    public static void replace(EntityManager em, long noteId, Collection<String> words) {
        remove(em, noteId);
        List<String> all = new ArrayList<>(words);
        for (int from = 0; from < all.size(); from += PER_STATEMENT) {
            insert(em, noteId, all.subList(from, Math.min(all.size(), from + PER_STATEMENT)));
        }
    }

    public static void remove(EntityManager em, long noteId) {
        em.createNativeQuery("delete from notes_word where note_id = ?1")
                .setParameter(1, noteId)
                .executeUpdate();
    }

    private static void insert(EntityManager em, long noteId, List<String> words) {
        var sql = new StringBuilder("insert into notes_word (word, note_id) values ");
        for (int i = 0; i < words.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append("(?")
                    .append(2 * i + 1)
                    .append(", ?")
                    .append(2 * i + 2)
                    .append(')');
        }
        Query query = em.createNativeQuery(sql.toString());
        for (int i = 0; i < words.size(); i++) {
            query.setParameter(2 * i + 1, words.get(i)).setParameter(2 * i + 2, noteId);
        }
        query.executeUpdate();
    }
}
