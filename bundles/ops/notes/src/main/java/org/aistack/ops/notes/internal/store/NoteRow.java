package org.aistack.ops.notes.internal.store;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.persistence.Basic;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.Note;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.NoteState;

/** A note in its table. */
@Entity
@Table(name = "notes_note")
public class NoteRow {

    @Id
    private long id;

    @Version
    private long version;

    private String code;

    @Basic(optional = false)
    private String title;

    @Basic(optional = false)
    private String body;

    private int pinned;

    private String audience;

    private String state;

    @Column(name = "owner_id")
    private String ownerId;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    @Column(name = "created_by")
    private String createdBy;

    protected NoteRow() {}

    public NoteRow(long id, String ownerId, NoteContent content, LocalDateTime now) {
        this.id = id;
        this.ownerId = ownerId;
        createdBy = ownerId;
        createdAt = now;
        state = lower(NoteState.ACTIVE);
        write(content, now);
    }

    public void write(NoteContent content, LocalDateTime now) {
        code = content.code();
        title = content.title();
        body = content.body();
        pinned = content.pinned() ? 1 : 0;
        audience = lower(content.audience());
        updatedAt = now;
    }

    public void move(NoteState to, LocalDateTime now) {
        state = lower(to);
        updatedAt = now;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    public int pinned() {
        return pinned;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public LocalDateTime updatedAt() {
        return updatedAt;
    }

    public String title() {
        return title;
    }

    public String ownerId() {
        return ownerId;
    }

    public NoteState state() {
        return NoteState.valueOf(state.toUpperCase(Locale.ROOT));
    }

    /** Under which scope its tags are counted. */
    public String scope() {
        return audience() == Audience.EVERYONE ? TagCountRow.EVERYONE : ownerId;
    }

    public Note toNote(List<String> tags) {
        return new Note(
                org.aistack.kernel.Id.text(id),
                code,
                title,
                body,
                tags,
                pinned == 1,
                audience(),
                state(),
                ownerId,
                createdAt.toInstant(ZoneOffset.UTC),
                updatedAt.toInstant(ZoneOffset.UTC),
                createdBy,
                version);
    }

    private Audience audience() {
        return Audience.valueOf(audience.toUpperCase(Locale.ROOT));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
