package org.aistack.kernel.jobs.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.jobs.internal.Starter;
import org.aistack.kernel.jobs.internal.Status;

/** The table of jobs as people and the dispatcher see it; what a run writes is {@link RunTable}'s. */
public final class JobTable {

    private static final String SHOWN =
            "r.id, r.kind, r.status, r.change, r.attempts, r.not_before, r.cancel, r.progress,"
                    + " r.step_zh, r.step_en, r.result, r.problem, r.caller_kind, r.caller_id, r.caller_name, r.request_id,"
                    + " r.schedule_id, r.created_at, r.started_at, r.finished_at";

    private final Database database;

    JobTable(Database database) {
        this.database = database;
    }

    /** Adds a job; joins the running work. {@code after} runs when it is committed. */
    public void insert(NewJob job, Runnable after) {
        database.write(
                connection -> {
                    insert(connection, job);
                    return null;
                },
                after);
    }

    static void insert(Connection connection, NewJob job) throws SQLException {
        Starter starter = job.starter();
        Database.update(
                connection,
                "insert into jobs_job (id, kind, arguments, status, change, fence, life, beat, attempts, failures,"
                        + " not_before, cancel, progress, caller_kind, caller_id, caller_name, request_id,"
                        + " trace, schedule_id, created_at)"
                        + " values (?, ?, ?, 'queued', 1, 0, 0, 0, 0, 0, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?)",
                job.id(),
                job.kind(),
                job.arguments(),
                job.at(),
                starter.kind().name(),
                starter.id(),
                starter.name(),
                job.requestId(),
                job.trace(),
                job.schedule(),
                job.at());
    }

    public Optional<Entry> find(long id) {
        return find(List.of(id)).stream().findFirst();
    }

    public List<Entry> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.query(
                        JobTable::entry,
                        "select " + SHOWN + " from jobs_job r where r.id in (" + Database.marks(ids.size()) + ")",
                        ids.toArray());
    }

    /** A page of jobs. Conditions are SQL on the alias {@code r} with named parameters. */
    public List<Entry> page(String where, Map<String, Object> parameters, String orderBy, int limit) {
        var sql = NamedSql.of(
                "select " + SHOWN + " from jobs_job r where " + where + orderBy + " limit " + limit, parameters);
        return database.query(JobTable::entry, sql.text(), sql.values());
    }

    public long count(String where, Map<String, Object> parameters) {
        var sql = NamedSql.of("select count(*) from jobs_job r where " + where, parameters);
        return database.query(row -> row.getLong(1), sql.text(), sql.values()).get(0);
    }

    /**
     * Jobs that are due, the first of every starter before the second of any.
     *
     * @param kinds that can run here
     */
    public List<Candidate> candidates(Collection<String> kinds, Instant now, int each, int limit) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(kinds);
        values.add(0, now);
        values.add(each);
        values.add(limit);
        return database.query(
                row -> new Candidate(
                        row.getLong("id"),
                        row.getLong("fence"),
                        row.getString("kind"),
                        row.getString("caller_kind") + ":" + row.getString("caller_id")),
                "select id, fence, kind, caller_kind, caller_id from (select j.id, j.fence, j.kind, j.caller_kind,"
                        + " j.caller_id, row_number() over (partition by j.caller_kind, j.caller_id"
                        + " order by j.not_before, j.id) as place from jobs_job j where j.status = 'queued'"
                        + " and j.not_before <= ? and j.kind in (" + Database.marks(kinds.size()) + ")) waiting"
                        + " where place <= ? order by place, id limit ?",
                values.toArray());
    }

    /** How many jobs wait, by starter. */
    public Map<String, Integer> waiting() {
        Map<String, Integer> counts = new HashMap<>();
        database.query(
                row -> counts.put(row.getString(1) + ":" + row.getString(2), row.getInt(3)),
                "select caller_kind, caller_id, count(*) from jobs_job where status = 'queued'"
                        + " group by caller_kind, caller_id");
        return counts;
    }

    /** How many jobs have this status. */
    public long count(Status status) {
        return database.query(row -> row.getLong(1), "select count(*) from jobs_job where status = ?", status.text())
                .get(0);
    }

    /** How many jobs are due and wait for a worker. */
    public long due(Instant now) {
        return database.query(
                        row -> row.getLong(1),
                        "select count(*) from jobs_job where status = 'queued' and not_before <= ?",
                        now)
                .get(0);
    }

    /** Ends a job that no worker has; false when one has it, or it ended. */
    public boolean cancelQueued(long id, Instant now) {
        return database.update(
                        "update jobs_job set status = 'cancelled', change = change + 1, cancel = 1, finished_at = ?"
                                + " where id = ? and status = 'queued'",
                        now,
                        id)
                == 1;
    }

    /** Asks the worker of a job to end it; false when no worker has it. */
    public boolean askToStop(long id) {
        return database.update(
                        "update jobs_job set cancel = 1, change = change + 1 where id = ? and status = 'running'", id)
                == 1;
    }

    /** Lets a parked or failed job begin anew, with what it kept; false when it is neither. */
    public boolean retry(long id, Instant now, Runnable after) {
        return database.write(
                        connection -> Database.update(
                                connection,
                                "update jobs_job set status = 'queued', change = change + 1, failures = 0, cancel = 0,"
                                        + " problem = null, finished_at = null, not_before = ?"
                                        + " where id = ? and status in ('parked', 'failed')",
                                now,
                                id),
                        after)
                == 1;
    }

    /** Forgets a parked or failed job; false when it is neither. */
    public boolean drop(long id) {
        return database.write(connection -> {
            int gone = Database.update(
                    connection, "delete from jobs_job where id = ? and status in ('parked', 'failed')", id);
            if (gone == 1) {
                Database.update(connection, "delete from jobs_kept where job_id = ?", id);
            }
            return gone == 1;
        });
    }

    /** Forgets jobs that ended before {@code end}, up to {@code limit} of them. Parked ones stay. */
    public int purge(Instant end, int limit) {
        return database.write(connection -> {
            List<Long> old = Database.query(
                    connection,
                    row -> row.getLong(1),
                    "select id from jobs_job where finished_at < ? and status in ('succeeded', 'failed', 'cancelled')"
                            + " order by finished_at limit ?",
                    end,
                    limit);
            for (Long id : old) {
                Database.update(connection, "delete from jobs_job where id = ?", id);
                Database.update(connection, "delete from jobs_kept where job_id = ?", id);
            }
            return old.size();
        });
    }

    /** Ids of rows whose columns contradict each other. */
    public List<Long> contradictions() {
        return database.query(
                row -> row.getLong(1),
                "select id from jobs_job where (status in ('queued', 'running') and finished_at is not null)"
                        + " or (status not in ('queued', 'running') and finished_at is null)"
                        + " or (status = 'running' and (server is null or started_at is null))"
                        + " or (status <> 'running' and server is not null) order by id");
    }

    public long count() {
        return database.query(row -> row.getLong(1), "select count(*) from jobs_job")
                .get(0);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String zh = row.getString("step_zh");
        return new Entry(
                row.getLong("id"),
                row.getString("kind"),
                Status.of(row.getString("status")),
                row.getLong("change"),
                row.getInt("attempts"),
                Database.moment(row, "not_before"),
                row.getInt("cancel") == 1,
                row.getDouble("progress"),
                zh == null ? null : new Text(zh, row.getString("step_en")),
                row.getString("result"),
                row.getString("problem"),
                starter(row),
                row.getString("request_id"),
                row.getLong("schedule_id"),
                Database.moment(row, "created_at"),
                Database.moment(row, "started_at"),
                Database.moment(row, "finished_at"));
    }

    static Starter starter(ResultSet row) throws SQLException {
        return new Starter(
                Caller.Kind.valueOf(row.getString("caller_kind")),
                row.getString("caller_id"),
                row.getString("caller_name"));
    }
}
