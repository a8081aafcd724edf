package org.aistack.kernel.data.internal.pool;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the data is. A change takes effect at once: running work ends, then everything moves to the new database. */
@ObjectClassDefinition(id = "org.aistack.kernel.data", name = "Database")
public @interface DataSettings {

    @AttributeDefinition(description = "JDBC URL of an H2 or PostgreSQL database; ${name} is a system property")
    String url() default "jdbc:h2:file:${aistack.data}/db/aistack";

    @AttributeDefinition
    String user() default "aistack";

    @AttributeDefinition(type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(description = "connections at most; 0: twice the processors and two more")
    int pool__size() default 0;
}
