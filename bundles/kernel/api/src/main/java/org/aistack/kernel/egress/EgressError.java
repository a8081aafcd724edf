package org.aistack.kernel.egress;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way a call to another server ends without an answer. None of them tells what is behind the address. */
public enum EgressError implements Code {
    /** Not an address the server calls. Nothing was sent. */
    EGRESS_REFUSED(Kind.INVALID, "不允许访问该地址", "This address must not be called"),
    /** The name is unknown, nobody listens, the connection broke, or the certificate is not good. */
    EGRESS_UNREACHABLE(Kind.UNAVAILABLE, "无法连接对方服务器", "The other server cannot be reached"),
    /** No complete answer in time. */
    EGRESS_TIMEOUT(Kind.UNAVAILABLE, "对方服务器未及时应答", "The other server did not answer in time"),
    /** The answer is larger than the call allows. */
    EGRESS_TOO_LARGE(Kind.UNAVAILABLE, "对方服务器的应答过大", "The answer of the other server is too large"),
    /** More redirects than the call allows, or one that leads nowhere good. */
    EGRESS_REDIRECTED(Kind.UNAVAILABLE, "对方服务器的重定向无法跟随", "The other server redirects where we do not follow"),
    /** Too many calls to this target are under way. Nothing was sent. */
    EGRESS_BUSY(Kind.UNAVAILABLE, "对该服务器的并发请求过多", "Too many calls to the other server are under way"),
    /** The target failed too often and is left alone for a while. Nothing was sent. */
    EGRESS_SUSPENDED(
            Kind.UNAVAILABLE, "对方服务器多次失败，暂停访问", "The other server failed too often and is left alone for a while");

    private final Kind kind;
    private final Text text;

    EgressError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return "kernel";
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text text() {
        return text;
    }
}
