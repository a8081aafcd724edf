package org.aistack.kernel.data.internal.work;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/** A work's connection as its participants see it: without the power to end the transaction. */
final class SharedConnection implements InvocationHandler {

    private static final String NOT_USABLE = "HY010";

    private final JointWork work;
    private final Connection physical;
    private boolean closed;

    private SharedConnection(JointWork work, Connection physical) {
        this.work = work;
        this.physical = physical;
    }

    static Connection of(JointWork work, Connection physical) {
        return (Connection) Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new SharedConnection(work, physical));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close":
                closed = true;
                return null;
            case "isClosed":
                return closed || work.over();
            case "toString":
                return "joined " + physical;
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == arguments[0];
            default:
                check();
                return call(method, arguments);
        }
    }

    private void check() throws SQLException {
        if (closed || work.over()) {
            throw new SQLException("the unit of work of this connection is over", NOT_USABLE);
        }
        if (!work.mine()) {
            throw new SQLException("the connection of a unit of work belongs to its thread", NOT_USABLE);
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit", "setAutoCommit", "setReadOnly", "setTransactionIsolation", "setHoldability":
                return null;
            case "getAutoCommit":
                return false;
            case "abort":
                work.doom(new SQLException("a participant aborted the connection"));
                return null;
            case "rollback":
                if (arguments == null || arguments.length == 0) {
                    work.doom(new SQLException("a participant rolled back"));
                    return null;
                }
                break;
            default:
        }
        try {
            return method.invoke(physical, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
