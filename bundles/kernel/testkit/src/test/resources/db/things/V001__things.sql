create table things_thing (
    id        bigint       not null primary key,
    revision  bigint       not null,
    name      varchar(60)  not null unique
);
