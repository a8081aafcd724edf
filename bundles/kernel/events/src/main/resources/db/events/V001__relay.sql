-- How far each subscriber has read, and what it could not digest.

create table events_cursor (
    subscriber varchar(120) not null primary key,
    topic      varchar(200) not null,
    position   bigint       not null,
    failures   integer      not null,
    changed_at timestamp    not null
);

create table events_parked (
    id         bigint       not null primary key,
    subscriber varchar(120) not null,
    position   bigint       not null,
    topic      varchar(200) not null,
    aggregate  varchar(200) not null,
    caused_by  varchar(100) not null,
    told_at    timestamp    not null,
    payload    text         not null,
    status     varchar(10)  not null,
    failures   integer      not null,
    error      varchar(500),
    parked_at  timestamp    not null,
    constraint events_parked_once unique (subscriber, position)
);

create index events_parked_chain on events_parked (subscriber, aggregate, position);
