package org.aistack.kernel.events.internal.webhook.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Ids;
import org.aistack.kernel.events.internal.store.Database;
import org.aistack.kernel.events.internal.store.Overtaken;
import org.aistack.kernel.events.internal.webhook.WebhookContent;

/** The webhooks and their secrets. */
public final class HookTable {

    private static final String SELECT = "select id, revision, url, topics, description, active, reason, created_by,"
            + " created_at, changed_at, position, failing_since from events_webhook ";

    private final Database database;
    private final Ids ids;
    private final Clock clock;

    public HookTable(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new webhook that hears of what is told from now on. */
    public Hook create(WebhookContent content, String creator, String secret) {
        long id = ids.next();
        LocalDateTime now = now();
        return database.change(connection -> {
            Database.update(
                    connection,
                    "insert into events_webhook (id, revision, url, topics, description, active, created_by,"
                            + " created_at, changed_at, position, fence) select ?, 1, ?, ?, ?, ?, ?, ?, ?, last, 0"
                            + " from data_position where id = 1",
                    id,
                    content.url(),
                    String.join(" ", content.topics()),
                    content.description(),
                    content.active(),
                    creator,
                    now,
                    now);
            insertSecret(connection, id, secret);
            return find(connection, id).orElseThrow();
        });
    }

    private void insertSecret(Connection connection, long webhook, String secret) throws SQLException {
        Database.update(
                connection,
                "insert into events_webhook_secret (id, webhook, secret) values (?, ?, ?)",
                ids.next(),
                webhook,
                secret);
    }

    public Optional<Hook> find(long id) {
        return database.query(HookTable::read, SELECT + "where id = ?", id).stream()
                .findFirst();
    }

    private static Optional<Hook> find(Connection connection, long id) throws SQLException {
        return Database.query(connection, HookTable::read, SELECT + "where id = ?", id).stream()
                .findFirst();
    }

    /** Webhooks by age, after the one with this id; null for the start. */
    public List<Hook> list(Boolean active, Long after, boolean descending, int limit) {
        List<Object> values = new ArrayList<>();
        var where = new StringBuilder("where 1 = 1");
        if (active != null) {
            where.append(" and active = ?");
            values.add(active);
        }
        if (after != null) {
            where.append(descending ? " and id < ?" : " and id > ?");
            values.add(after);
        }
        where.append(" order by id ")
                .append(descending ? "desc" : "asc")
                .append(" limit ")
                .append(limit);
        return database.query(HookTable::read, SELECT + where, values.toArray());
    }

    public long count(Boolean active) {
        String sql = "select count(*) from events_webhook";
        return active == null
                ? database.query(row -> row.getLong(1), sql).get(0)
                : database.query(row -> row.getLong(1), sql + " where active = ?", active)
                        .get(0);
    }

    /** Changes what a person may change. Empty when it is not there in this revision. */
    public Optional<Hook> change(long id, long revision, WebhookContent content) {
        return database.change(connection -> {
            int changed = Database.update(
                    connection,
                    "update events_webhook set revision = revision + 1, url = ?, topics = ?, description = ?,"
                            + " changed_at = ?, reason = case when ? then null else reason end,"
                            + " failing_since = case when ? and not active then null else failing_since end, active = ?"
                            + " where id = ? and revision = ?",
                    content.url(),
                    String.join(" ", content.topics()),
                    content.description(),
                    now(),
                    content.active(),
                    content.active(),
                    content.active(),
                    id,
                    revision);
            return changed == 0 ? Optional.empty() : find(connection, id);
        });
    }

    /** Takes it away with everything of it. False when it is not there in this revision. */
    public boolean delete(long id, long revision) {
        return database.change(connection -> {
            int gone = Database.update(
                    connection, "delete from events_webhook where id = ? and revision = ?", id, revision);
            if (gone > 0) {
                Database.update(connection, "delete from events_webhook_secret where webhook = ?", id);
                Database.update(connection, "delete from events_delivery where webhook = ?", id);
            }
            return gone > 0;
        });
    }

    /** The secrets deliveries are signed with, the newest first. */
    public List<String> secrets(long webhook) {
        return database.query(
                row -> row.getString(1),
                "select secret from events_webhook_secret where webhook = ? and (expires_at is null or expires_at > ?)"
                        + " order by id desc",
                webhook,
                now());
    }

    /** A further secret; the one until now stays good for a while, earlier ones end. Answers until when. */
    public Instant rotate(long webhook, String secret, Duration overlap) {
        Instant end = clock.instant().plus(overlap);
        database.change(connection -> {
            Database.update(
                    connection,
                    "delete from events_webhook_secret where webhook = ? and expires_at is not null",
                    webhook);
            Database.update(
                    connection,
                    "update events_webhook_secret set expires_at = ? where webhook = ?",
                    Database.column(end),
                    webhook);
            insertSecret(connection, webhook, secret);
            return null;
        });
        return end;
    }

    /** Makes deliveries begin anew behind {@code position}. */
    public void replay(long id, long position) {
        database.update("update events_webhook set position = ? where id = ?", position, id);
    }

    /** Deactivates it, in the name of the server. */
    static void deactivate(Connection connection, long id, String reason, LocalDateTime now) throws SQLException {
        Database.update(
                connection,
                "update events_webhook set active = false, reason = ?, revision = revision + 1, changed_at = ?"
                        + " where id = ? and active",
                reason,
                now,
                id);
    }

    /**
     * Claims a webhook for a change by the server that delivers.
     *
     * @throws Overtaken when it is gone, or a server with a greater number delivers
     */
    static void claim(Connection connection, long id, long fence) throws SQLException {
        if (Database.update(
                        connection, "update events_webhook set fence = ? where id = ? and fence <= ?", fence, id, fence)
                == 0) {
            throw new Overtaken();
        }
    }

    /** Forgets secrets that are over. */
    public void purge() {
        database.update("delete from events_webhook_secret where expires_at < ?", now());
    }

    private LocalDateTime now() {
        return Database.column(clock.instant());
    }

    private static Hook read(ResultSet row) throws SQLException {
        LocalDateTime failing = row.getObject("failing_since", LocalDateTime.class);
        return new Hook(
                row.getLong("id"),
                row.getLong("revision"),
                row.getString("url"),
                List.of(row.getString("topics").split(" ")),
                row.getString("description"),
                row.getBoolean("active"),
                row.getString("reason"),
                row.getString("created_by"),
                Database.moment(row, "created_at"),
                Database.moment(row, "changed_at"),
                row.getLong("position"),
                failing == null ? null : failing.toInstant(ZoneOffset.UTC));
    }
}
