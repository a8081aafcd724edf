package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** The database is killed, stopped, frozen, full of connections, or not there when the server starts. */
public class DatabaseFaults {

    private static final int CLIENTS = 6;

    /** F-10, F-11, F-12, one after the other on one server. */
    @Test
    public void comesBackWhenTheDatabaseDoes() throws InterruptedException {
        var history = new History();
        var number = new AtomicInteger();
        try (Postgres database = new Postgres("gone").start();
                Server server = Server.unpacked("gone", database.settings())) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            try (var writers = new Writers("gone", CLIENTS, () -> admin, history, number)) {
                for (int round = 0; round < Extent.rounds(1, 5); round++) {
                    writers.until(20);
                    database.kill();
                    away(server, "killed", 1 + round * 2L);
                    database.start();
                    back(server, writers, "killed", Duration.ofSeconds(10));
                }
                frozen(database, server, writers);
                noConnections(database, server, writers);
            }
            Invariants.hold(server, admin, "gone", history);
            System.out.println("F-10, F-11, F-12: " + history.acknowledged() + " writes acknowledged, none lost");
        }
    }

    /** While it is away every answer is 503 within a second or so, and the process lives. */
    private static void away(Server server, String how, long seconds) throws InterruptedException {
        Wait.until(
                "it says that it is not ready",
                Duration.ofSeconds(30),
                () -> server.rest().get("/health/ready").status() == 503);
        long slowest = 0;
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        do {
            long begin = System.nanoTime();
            int status =
                    server.rest().withToken("nobody").get("/api/notes/notes").status();
            slowest = Math.max(slowest, System.nanoTime() - begin);
            assertTrue("an answer without the database: " + status, status == 503 || status == 401);
            assertEquals(200, server.rest().get("/health/live").status());
            Thread.sleep(100);
        } while (System.nanoTime() < end);
        System.out.printf("F-10 database %s: slowest answer %.2f s%n", how, slowest / 1e9);
    }

    private static void back(Server server, Writers writers, String how, Duration most) {
        long begin = System.nanoTime();
        Wait.until(
                "it is ready again",
                most.plusSeconds(20),
                () -> server.rest().get("/health/ready").status() == 200);
        writers.until(5);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("F-10 database %s: serving %.1f s after it came back%n", how, seconds);
        assertTrue("serving again after " + seconds + " s", seconds <= most.toSeconds());
    }

    /** F-11: connections stay open and nothing answers. */
    private static void frozen(Postgres database, Server server, Writers writers) throws InterruptedException {
        writers.until(10);
        database.signal("STOP");
        long end = System.nanoTime() + Duration.ofSeconds(Extent.seconds(8, 60)).toNanos();
        Wait.until(
                "it says that it is not ready",
                Duration.ofSeconds(40),
                () -> server.rest().get("/health/ready").status() == 503);
        while (System.nanoTime() < end) {
            assertEquals(200, server.rest().get("/health/live").status());
            Thread.sleep(200);
        }
        database.signal("CONT");
        back(server, writers, "frozen", Duration.ofSeconds(15));
    }

    /** F-12: somebody else holds locks; nobody waits for ever, and afterwards all is well. */
    private static void noConnections(Postgres database, Server server, Writers writers) throws InterruptedException {
        writers.forgetSlowest();
        var holder = new Thread(() ->
                database.execute("begin; lock table notes_note in access exclusive mode; select pg_sleep(8); commit"));
        holder.start();
        Thread.sleep(4000); // the lock is held meanwhile
        assertEquals(200, server.rest().get("/health/live").status());
        holder.join();
        back(server, writers, "locked", Duration.ofSeconds(15));
        assertTrue("nobody waited longer than 15 s: " + writers.slowestMillis(), writers.slowestMillis() < 15_000);
    }

    /** F-33: the server starts long before its database. */
    @Test
    public void waitsForItsDatabaseAtTheStart() throws InterruptedException {
        try (Postgres database = new Postgres("late");
                Server server = Server.unpacked("late", database.settings())) {
            server.start();
            Wait.until(
                    "it lives",
                    Duration.ofSeconds(60),
                    () -> server.rest().get("/health/live").status() == 200);
            long end = System.nanoTime()
                    + Duration.ofSeconds(Extent.seconds(5, 120)).toNanos();
            while (System.nanoTime() < end) {
                assertEquals(503, server.rest().get("/health/ready").status());
                Thread.sleep(500);
            }
            database.start();
            long begin = System.nanoTime();
            server.awaitReady();
            assertEquals(
                    201,
                    server.rest()
                            .admin()
                            .post("/api/notes/notes", java.util.Map.of("title", "late"))
                            .status());
            System.out.printf(
                    "F-33 database absent at the start: serving %.1f s after it came%n",
                    (System.nanoTime() - begin) / 1e9);
        }
    }
}
