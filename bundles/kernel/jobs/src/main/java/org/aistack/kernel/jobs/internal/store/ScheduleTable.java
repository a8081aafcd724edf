package org.aistack.kernel.jobs.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of schedules. */
public final class ScheduleTable {

    private final Database database;

    ScheduleTable(Database database) {
        this.database = database;
    }

    public void insert(Timing timing) {
        database.update(
                "insert into jobs_schedule (id, version, kind, arguments, cron, zone, zone_used, paused, code_kind,"
                        + " caller_kind, caller_id, caller_name, next_run_at, last_job_id, created_at, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
                timing.id(),
                timing.version(),
                timing.kind(),
                timing.arguments(),
                timing.cron(),
                timing.zone(),
                timing.zoneUsed(),
                timing.paused() ? 1 : 0,
                timing.codeKind(),
                timing.starter().kind().name(),
                timing.starter().id(),
                timing.starter().name(),
                timing.nextRunAt(),
                timing.createdAt(),
                timing.updatedAt());
    }

    public Optional<Timing> find(long id) {
        return database.query(ScheduleTable::timing, "select * from jobs_schedule where id = ?", id).stream()
                .findFirst();
    }

    /** The schedule that the code of a kind brings. */
    public Optional<Timing> ofCode(String kind) {
        return database.query(ScheduleTable::timing, "select * from jobs_schedule where code_kind = ?", kind).stream()
                .findFirst();
    }

    /** A page of schedules. Conditions are SQL on the alias {@code r} with named parameters. */
    public List<Timing> page(String where, Map<String, Object> parameters, String orderBy, int limit) {
        var sql =
                NamedSql.of("select r.* from jobs_schedule r where " + where + orderBy + " limit " + limit, parameters);
        return database.query(ScheduleTable::timing, sql.text(), sql.values());
    }

    public long count(String where, Map<String, Object> parameters) {
        var sql = NamedSql.of("select count(*) from jobs_schedule r where " + where, parameters);
        return database.query(row -> row.getLong(1), sql.text(), sql.values()).get(0);
    }

    /** Changes what a person may change; false when somebody else was faster. */
    public boolean change(Timing timing) {
        return database.update(
                        "update jobs_schedule set version = version + 1, arguments = ?, cron = ?, zone = ?,"
                                + " zone_used = ?, paused = ?, next_run_at = ?, updated_at = ?"
                                + " where id = ? and version = ?",
                        timing.arguments(),
                        timing.cron(),
                        timing.zone(),
                        timing.zoneUsed(),
                        timing.paused() ? 1 : 0,
                        timing.nextRunAt(),
                        timing.updatedAt(),
                        timing.id(),
                        timing.version())
                == 1;
    }

    public boolean delete(long id, long version) {
        return database.update("delete from jobs_schedule where id = ? and version = ?", id, version) == 1;
    }

    /** Schedules whose time has come. */
    public List<Timing> due(Instant now, int limit) {
        return database.query(
                ScheduleTable::timing,
                "select * from jobs_schedule where paused = 0 and next_run_at <= ? order by next_run_at, id limit ?",
                now,
                limit);
    }

    /** Schedules that ran at a time that has not come yet, or whose times were computed with another zone. */
    public List<Timing> astray(Instant latest, String zone) {
        return database.query(
                ScheduleTable::timing,
                "select * from jobs_schedule where last_run_at > ? or (zone = '' and zone_used <> ?)",
                latest,
                zone);
    }

    /**
     * Moves a schedule on and starts its job, both or neither. Of all servers that try it with the same state, one does.
     *
     * @param job null when this time nothing is started
     */
    public boolean fire(Timing timing, Instant next, NewJob job, Runnable after) {
        return database.write(
                connection -> {
                    int moved = Database.update(
                            connection,
                            "update jobs_schedule set next_run_at = ?, last_run_at = ?, last_job_id = ?"
                                    + " where id = ? and version = ? and next_run_at = ? and paused = 0",
                            next,
                            job == null ? timing.lastRunAt() : job.at(),
                            job == null ? timing.lastJob() : job.id(),
                            timing.id(),
                            timing.version(),
                            timing.nextRunAt());
                    if (moved == 1 && job != null) {
                        JobTable.insert(connection, job);
                    }
                    return moved == 1;
                },
                after);
    }

    /** Gives a schedule another next time, when nobody did meanwhile. */
    public void realign(Timing timing, Instant next, String zoneUsed, Instant lastRunAt) {
        database.update(
                "update jobs_schedule set next_run_at = ?, zone_used = ?, last_run_at = ?"
                        + " where id = ? and version = ? and next_run_at = ?",
                next,
                zoneUsed,
                lastRunAt,
                timing.id(),
                timing.version(),
                timing.nextRunAt());
    }

    private static Timing timing(ResultSet row) throws SQLException {
        return new Timing(
                row.getLong("id"),
                row.getLong("version"),
                row.getString("kind"),
                row.getString("arguments"),
                row.getString("cron"),
                row.getString("zone"),
                row.getString("zone_used"),
                row.getInt("paused") == 1,
                row.getString("code_kind"),
                JobTable.starter(row),
                Database.moment(row, "next_run_at"),
                Database.moment(row, "last_run_at"),
                row.getLong("last_job_id"),
                Database.moment(row, "created_at"),
                Database.moment(row, "updated_at"));
    }
}
