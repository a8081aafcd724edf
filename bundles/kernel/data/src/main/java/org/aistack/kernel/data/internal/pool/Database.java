package org.aistack.kernel.data.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool of connections to the one database. It opens without the database and recovers by itself. */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    /** How long somebody waits for a connection, and how long one may take to prove that it still works: one second in all. */
    private static final int CONNECT_MILLISECONDS = 700;

    private static final int VALID_MILLISECONDS = 250;

    /**
     * How H2 has to behave: as much like PostgreSQL as it can; every commit is written before it is acknowledged; closed
     * by us and by nobody else; no second log with people's data in it.
     */
    private static final List<String> H2_FLAGS = List.of(
            "MODE=PostgreSQL",
            "DATABASE_TO_LOWER=TRUE",
            "DEFAULT_NULL_ORDERING=HIGH",
            "WRITE_DELAY=0",
            "DB_CLOSE_DELAY=-1",
            "DB_CLOSE_ON_EXIT=FALSE",
            "LOCK_TIMEOUT=5000",
            "TRACE_LEVEL_FILE=0");

    /**
     * What is not waited for any longer, in seconds: by the driver for making a connection; by the database for locks, for
     * the end of a statement, for the next statement of a transaction.
     */
    private static final List<String> PG_FLAGS = List.of(
            "connectTimeout=2",
            "socketTimeout=2",
            "tcpKeepAlive=true",
            "ApplicationName=aistack",
            "options=-c%20lock_timeout%3D5s%20-c%20statement_timeout%3D30s"
                    + "%20-c%20idle_in_transaction_session_timeout%3D120s");

    private final boolean embedded;
    private final DataSource source;
    private final DataSource patient;
    private final Optional<Pulse> pulse;
    private final Pool pool;

    public Database(DataSettings settings) {
        this(
                settings.url(),
                settings.user(),
                settings.password(),
                settings.pool__size() > 0
                        ? settings.pool__size()
                        : Runtime.getRuntime().availableProcessors() * 2 + 2);
    }

    /**
     * Opens a pool.
     *
     * @param size connections at most
     * @throws IllegalArgumentException when the URL is neither H2's nor PostgreSQL's
     */
    public Database(String url, String user, String password, int size) {
        String place = filled(url);
        embedded = place.startsWith("jdbc:h2:");
        var config = new HikariConfig();
        config.setPoolName("aistack");
        if (embedded) {
            source = h2(place, user, password);
            patient = source;
            pulse = Optional.empty();
        } else {
            var postgres = new Postgres(postgres(place), user, password, false);
            source = postgres;
            patient = new Postgres(postgres(place), user, password, true);
            pulse = Optional.of(new Pulse(postgres::brief, postgres::abort));
        }
        config.setDataSource(source);
        // a full disk makes H2 close the database, and it still calls the connections of that life valid; PostgreSQL's
        // driver would give its own question a whole second
        config.setConnectionTestQuery("select 1");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(CONNECT_MILLISECONDS);
        config.setValidationTimeout(VALID_MILLISECONDS);
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setRegisterMbeans(true); // where the metrics look
        pool = new Pool(config, pulse);
    }

    private static DataSource h2(String url, String user, String password) {
        var source = new JdbcDataSource();
        // by asynchronous access to the file: an interrupted thread would close it for all others otherwise
        String uninterrupted = url.replaceFirst("^jdbc:h2:file:", "jdbc:h2:async:");
        source.setURL(flagged(uninterrupted, ";", ";", H2_FLAGS));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static String postgres(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "org.aistack.kernel.data: url must begin with jdbc:h2: or jdbc:postgresql:, but is " + url);
        }
        return flagged(url, url.contains("?") ? "&" : "?", "&", PG_FLAGS);
    }

    /** Adds the flags that the URL does not set itself. */
    private static String flagged(String url, String first, String next, List<String> flags) {
        var text = new StringBuilder(url);
        String separator = first;
        for (String flag : flags) {
            String name = flag.substring(0, flag.indexOf('=') + 1);
            if (!url.contains(name)) {
                text.append(separator).append(flag);
                separator = next;
            }
        }
        return text.toString();
    }

    private static String filled(String url) {
        return VARIABLE.matcher(url).replaceAll(variable -> {
            String value = System.getProperty(variable.group(1));
            if (value == null) {
                throw new IllegalArgumentException(
                        "org.aistack.kernel.data: url needs the system property " + variable.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    public DataSource pool() {
        return pool;
    }

    /** Connections of their own that let statements run for as long as changes of tables may take. */
    public DataSource patient() {
        return patient;
    }

    /** OpenJPA's name of the kind of database. */
    public String dictionary() {
        return embedded ? "h2" : "postgres";
    }

    /** Whether a failed change of tables leaves nothing behind. */
    public boolean transactional() {
        return !embedded;
    }

    /** Connections in use and in all, for people. */
    public String load() {
        var bean = pool.getHikariPoolMXBean();
        return bean.getActiveConnections() + " of " + pool.getMaximumPoolSize() + " connections in use";
    }

    @Override
    public void close() {
        pulse.ifPresent(Pulse::close);
        pool.close();
        if (embedded) {
            try (Connection connection = source.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                LOG.debug("the embedded database was closed already", e);
            }
        }
    }
}
