package org.aistack.kernel.catalog.internal.deploy.gate;

import java.util.Optional;
import org.aistack.kernel.catalog.internal.Protection;
import org.aistack.kernel.catalog.internal.deploy.Words;

/**
 * What may be deployed here.
 *
 * @param development whether parts of the foundation may be brought by anybody who may deploy; in production only signed
 *     ones could be, and nothing is signed yet
 */
public record Rules(boolean development) {

    /**
     * Lets a bundle pass or not.
     *
     * @param jar what it says about itself
     * @param sameId symbolic name of another bundle with the same capability id, if there is one
     * @throws Refused why not
     */
    public void check(Jar jar, Optional<String> sameId) throws Refused {
        String name = jar.symbolicName();
        if (!development && core(name)) {
            throw new Refused(Words.say(
                    "{0} 属于内核或安全部分，在 production 配置下只接受签名的文件",
                    "{0} is part of the kernel or of security: in the profile production only signed files are accepted",
                    name));
        }
        if (!jar.plate() && !jar.library() && !Protection.covers(name)) {
            throw new Refused(
                    Words.say(
                            "没有名牌：没有任何组件提供 org.aistack.kernel.catalog.Capability 服务",
                            "It has no name plate: no component of it provides the service org.aistack.kernel.catalog.Capability"));
        }
        Optional<String> foreign = jar.exports().stream()
                .filter(exported -> exported.startsWith("org.aistack."))
                .filter(exported -> !jar.api() && !Protection.covers(name))
                .sorted()
                .findFirst();
        if (foreign.isPresent()) {
            throw new Refused(Words.say(
                    "导出了 {0}：只有 org.aistack.<组>.api 可以导出 org.aistack 的包",
                    "It exports {0}: only bundles named org.aistack.<group>.api may export packages of org.aistack",
                    foreign.get()));
        }
        if (jar.plate() && !jar.id().matches("[a-z]{1,12}")) {
            throw new Refused(Words.say(
                    "名称的最后一部分必须是 1 到 12 个小写字母：{0}",
                    "The last part of its name must be 1 to 12 lower case letters: {0}", name));
        }
        if (jar.plate() && sameId.isPresent()) {
            throw new Refused(
                    Words.say("功能 {0} 已由 {1} 提供", "There is a capability {0} already: {1}", jar.id(), sameId.get()));
        }
    }

    private static boolean core(String name) {
        return name.startsWith("org.aistack.kernel.") || name.startsWith("org.aistack.security.");
    }
}
