package org.aistack.kernel.catalog.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;

/** Every way the catalog says no. */
public enum CatalogError implements Code {
    PROTECTED(
            Kind.CONFLICT,
            "{0} 属于基础部分，运行中不能停止或更新，请在维护时重启服务器",
            "{0} is part of the foundation: it cannot be stopped or updated while the server runs, only with a restart"),
    CANNOT_ACT(Kind.CONFLICT, "{0} 无法完成此操作：{1}", "{0} cannot do this: {1}"),
    DEPLOY_OFF(Kind.DENIED, "部署已关闭（deploy.policy = off）", "Deploying is switched off (deploy.policy = off)"),
    DEPLOY_FAILED(Kind.CONFLICT, "部署没有成功", "The deployment did not succeed"),
    DEPLOYING(Kind.CONFLICT, "{0} 正在部署中", "{0} is being deployed at the moment"),
    MAINTENANCE(
            Kind.CONFLICT,
            "{0} 属于基础部分：替换它是维护操作，下次启动时生效；确认请加 maintenance=true",
            "{0} is part of the foundation: replacing it is maintenance and takes effect with the next start; say maintenance=true to go on"),
    NOT_IN_SERVICE(Kind.CONFLICT, "此部署的版本已不在使用中", "What this deployment brought is no longer in service"),
    VERSION_GONE(Kind.CONFLICT, "之前的版本已不再保留", "The version before is no longer kept"),
    NO_SOURCE(Kind.CONFLICT, "找不到 {0} 的来源文件", "The file that {0} came from cannot be found"),
    NO_FILE(Kind.INVALID, "缺少文件", "A file is missing"),
    FILE_TOO_LARGE(Kind.TOO_LARGE, "文件超过 {0} 字节", "The file is larger than {0} bytes");

    private final Kind kind;
    private final Text text;

    CatalogError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    /** The problem with a sentence of its own. */
    public Problem because(Text reason) {
        return Problem.of(new Spoken(this, reason));
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

    /** One of ours in other words. */
    private record Spoken(CatalogError error, Text text) implements Code {
        @Override
        public String name() {
            return error.name();
        }

        @Override
        public String capability() {
            return error.capability();
        }

        @Override
        public Kind kind() {
            return error.kind();
        }
    }
}
