package org.aistack.kernel.rest.internal.guard;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.answer.Finish;
import org.aistack.kernel.rest.internal.answer.Problems;
import org.aistack.kernel.rest.internal.door.Call;
import org.aistack.kernel.rest.internal.replay.Replay;
import org.apache.cxf.continuations.SuspendedInvocationException;
import org.apache.cxf.jaxrs.JAXRSInvoker;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.MessageContentsList;

/** Runs a resource method as its caller, at most once per Idempotency-Key, and finishes its answer. */
public final class CallInvoker extends JAXRSInvoker {

    private final Gate gate;
    private final Replay replay;
    private final String base;

    public CallInvoker(Gate gate, Replay replay, String base) {
        this.gate = gate;
        this.replay = replay;
        this.base = base;
    }

    @Override
    public Object invoke(Exchange exchange, Object parameters) {
        Call call = Call.current().orElseThrow();
        Callable<Object> method = () -> super.invoke(exchange, parameters);
        try {
            return Finish.finish(run(call, () -> replay.once(call, exchange, method)), call, base);
        } catch (SuspendedInvocationException e) {
            throw e;
        } catch (Exception e) {
            return new MessageContentsList(Problems.answer(e, call).response());
        }
    }

    private Object run(Call call, Callable<Object> action) throws Exception {
        Optional<Guard> guard = gate.guard();
        if (guard.isEmpty() && call.caller().authenticated()) {
            throw Problem.of(KernelError.UNAVAILABLE);
        }
        return guard.isPresent() ? guard.get().runAs(call.caller(), action) : action.call();
    }
}
