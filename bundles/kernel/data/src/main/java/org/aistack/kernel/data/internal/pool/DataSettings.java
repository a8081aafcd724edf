package org.aistack.kernel.data.internal.pool;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the data is. A change takes effect at once: running work ends, then everything moves to the new database. */
@ObjectClassDefinition(id = "org.aistack.kernel.data", name = "数据库 Database")
public @interface DataSettings {

    @AttributeDefinition(
            name = "数据库地址 URL",
            description =
                    "H2 或 PostgreSQL 的 JDBC 地址；${name} 为系统属性。 JDBC URL of an H2 or PostgreSQL database; ${name} is a system property.")
    String url() default "jdbc:h2:file:${aistack.data}/db/aistack";

    @AttributeDefinition(name = "用户 User", description = "数据库用户。 User of the database.")
    String user() default "aistack";

    @AttributeDefinition(
            name = "密码 Password",
            description = "数据库密码。 Password of the database.",
            type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(
            name = "连接数 Pool size",
            description = "最多连接数；0 为处理器数的两倍加二。 Connections at most; 0: twice the processors and two more.",
            min = "0",
            max = "1000")
    int pool__size() default 0;
}
