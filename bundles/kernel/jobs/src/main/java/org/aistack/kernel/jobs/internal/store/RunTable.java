package org.aistack.kernel.jobs.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.internal.Status;

/**
 * What workers do with rows. Every change names the number of the run it is made for; a run whose job was taken over
 * changes nothing any more.
 */
public final class RunTable {

    private static final String MINE = " where id = ? and fence = ? and status = 'running'";
    private static final String FREE = "change = change + 1, server = null, life = 0, cancel = 0";

    private static final String CLAIMED =
            "select j.*, k.state as kept from jobs_job j" + " left join jobs_kept k on k.job_id = j.id where j.id = ?";

    private final Database database;

    RunTable(Database database) {
        this.database = database;
    }

    /** Takes a waiting job; empty when another worker was faster. */
    public Optional<Claim> claim(Candidate candidate, String server, long life, Instant now) {
        return database.write(connection -> {
            int claimed = Database.update(
                    connection,
                    "update jobs_job set status = 'running', change = change + 1, fence = fence + 1, server = ?,"
                            + " life = ?, beat = beat + 1, beat_at = ?, attempts = attempts + 1,"
                            + " started_at = coalesce(started_at, ?)"
                            + " where id = ? and fence = ? and status = 'queued' and not_before <= ?",
                    server,
                    life,
                    now,
                    now,
                    candidate.id(),
                    candidate.fence(),
                    now);
            if (claimed == 0) {
                return Optional.empty();
            }
            open(connection, candidate.id(), candidate.fence() + 1);
            return Database.query(connection, RunTable::claim, CLAIMED, candidate.id()).stream()
                    .findFirst();
        });
    }

    /** From now on only this run keeps something; a unit of work of an earlier one that is still open ends first. */
    private static void open(Connection connection, long id, long fence) throws SQLException {
        int known =
                Database.update(connection, "update jobs_kept set fence = ?, fresh = 0 where job_id = ?", fence, id);
        if (known == 0) {
            Database.update(connection, "insert into jobs_kept (job_id, fence, fresh) values (?, ?, 0)", id, fence);
        }
    }

    /** Shows that the worker lives; false when the job is no longer its. */
    public boolean beat(long id, long fence, Instant now) {
        return database.update("update jobs_job set beat = beat + 1, beat_at = ?" + MINE, now, id, fence) == 1;
    }

    /** Shows that the worker lives and how far it is; false when the job is no longer its. */
    public boolean beat(long id, long fence, double progress, Text step, Instant now) {
        return database.update(
                        "update jobs_job set beat = beat + 1, beat_at = ?, change = change + 1, progress = ?,"
                                + " step_zh = ?, step_en = ?" + MINE,
                        now,
                        progress,
                        step == null ? null : step.zh(),
                        step == null ? null : step.en(),
                        id,
                        fence)
                == 1;
    }

    /** Keeps the run's state; joins the running work, so that it is kept exactly with what that work stores. */
    public boolean keep(long id, long fence, String state) {
        return database.update(
                        "update jobs_kept set state = ?, fresh = 1 where job_id = ? and fence = ?", state, id, fence)
                == 1;
    }

    /**
     * Ends a job.
     *
     * @param result JSON; null for none
     * @param problem JSON; null for none
     */
    public boolean end(Claim claim, Status status, String result, String problem, Instant now) {
        String progress = status == Status.SUCCEEDED ? ", progress = 1" : "";
        return database.update(
                        "update jobs_job set status = ?, result = ?, problem = ?, finished_at = ?, " + FREE + progress
                                + MINE,
                        status.text(),
                        result,
                        problem,
                        now,
                        claim.id(),
                        claim.fence())
                == 1;
    }

    /** Lets a failed job wait for another attempt. */
    public boolean again(Claim claim, String problem, Instant notBefore) {
        return database.update(
                        "update jobs_job set status = 'queued', problem = ?, failures = failures + 1, not_before = ?, "
                                + FREE + MINE,
                        problem,
                        notBefore,
                        claim.id(),
                        claim.fence())
                == 1;
    }

    /** Puts a job back that ended before its time through no fault of its own: the attempt does not count. */
    public boolean putBack(long id, long fence, Instant notBefore) {
        return database.update(
                        "update jobs_job set status = case when cancel = 1 then 'cancelled' else 'queued' end,"
                                + " finished_at = case when cancel = 1 then beat_at else null end,"
                                + " attempts = attempts - 1, not_before = ?, fence = fence + 1, " + FREE + MINE,
                        notBefore,
                        id,
                        fence)
                == 1;
    }

    /** All running jobs of all servers. */
    public List<Beat> beats() {
        return database.query(
                row -> new Beat(
                        row.getLong("id"),
                        row.getLong("fence"),
                        row.getString("server"),
                        row.getLong("life"),
                        row.getLong("beat"),
                        row.getInt("cancel") == 1),
                "select id, fence, server, life, beat, cancel from jobs_job where status = 'running'");
    }

    /** The last state that somebody saw of a job whose worker is gone, and what is to become of it. */
    public record Lost(Beat beat, int most, String problem, Instant now) {}

    /**
     * Takes a job from a worker that no longer lives. A run that kept something new was not in vain and does not count
     * as a failure; after too many failures in a row the job is parked. False when the worker lives after all.
     */
    public boolean seize(Lost lost) {
        Beat beat = lost.beat();
        return database.write(connection -> {
            int failures = failures(connection, beat);
            boolean parked = failures >= lost.most();
            String status = beat.cancel() ? "cancelled" : parked ? "parked" : "queued";
            return Database.update(
                            connection,
                            "update jobs_job set status = ?, failures = ?, problem = ?, finished_at = ?,"
                                    + " not_before = ?, fence = fence + 1, " + FREE + MINE + " and beat = ?",
                            status,
                            failures,
                            beat.cancel() ? null : lost.problem(),
                            status.equals("queued") ? null : lost.now(),
                            lost.now(),
                            beat.id(),
                            beat.fence(),
                            beat.beat())
                    == 1;
        });
    }

    private static int failures(Connection connection, Beat beat) throws SQLException {
        return Database.query(
                        connection,
                        row -> row.getInt("fresh") == 1 ? 0 : row.getInt("failures") + 1,
                        "select j.failures, k.fresh from jobs_job j left join jobs_kept k on k.job_id = j.id"
                                + " where j.id = ?",
                        beat.id())
                .stream()
                .findFirst()
                .orElse(0);
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getLong("id"),
                row.getLong("fence"),
                row.getString("kind"),
                row.getString("arguments"),
                row.getString("kept"),
                row.getInt("failures"),
                JobTable.starter(row),
                row.getString("request_id"),
                row.getString("trace"));
    }
}
