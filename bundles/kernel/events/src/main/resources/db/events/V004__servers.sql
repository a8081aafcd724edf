-- Servers that deliver events, so that they share the subscribers out. Milliseconds since 1970 by the database's clock.
create table events_server (
    name varchar(40) not null primary key,
    seen bigint      not null
);
