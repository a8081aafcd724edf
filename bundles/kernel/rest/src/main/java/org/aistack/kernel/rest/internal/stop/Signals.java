package org.aistack.kernel.rest.internal.stop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signals of the operating system, by {@code sun.misc.Signal}: no supported way lets a program finish its work before
 * everything is shut down. By reflection, because no bundle may be wired to that package.
 */
final class Signals implements AutoCloseable {

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final Object signal;
    private final Object before;

    /** From now on {@code action} runs instead of what the Java machine does. */
    Signals(String name, Runnable action) throws ReflectiveOperationException {
        signal = type(SIGNAL).getConstructor(String.class).newInstance(name);
        Object handler = Proxy.newProxyInstance(
                ClassLoader.getSystemClassLoader(), new Class<?>[] {type(HANDLER)}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : System.identityHashCode(proxy);
                    }
                    action.run();
                    return null;
                });
        before = handle(handler);
    }

    private Object handle(Object handler) throws ReflectiveOperationException {
        return type(SIGNAL).getMethod("handle", type(SIGNAL), type(HANDLER)).invoke(null, signal, handler);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, ClassLoader.getSystemClassLoader());
    }

    /** Puts back what was there before. */
    @Override
    public void close() {
        try {
            handle(before);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
