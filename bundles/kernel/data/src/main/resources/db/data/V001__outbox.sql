-- Facts told by units of work, until every subscriber has heard them.
create table data_outbox (
    position   bigint        not null primary key,
    event_id   bigint        not null unique,
    topic      varchar(200)  not null,
    type       varchar(300)  not null,
    aggregate  varchar(200)  not null,
    caused_by  varchar(100)  not null,
    at         timestamp     not null,
    payload    text          not null
);

create index data_outbox_topic on data_outbox (topic, position);

-- The last position given. Its one row stays locked from the moment a work takes positions to its commit: positions
-- become visible in their order and without gaps, so a reader that goes on from the last position it saw misses nothing.
create table data_position (
    id    integer not null primary key,
    last  bigint  not null
);
insert into data_position (id, last) values (1, 0);

-- Which scripts each unit has run, so that an unchanged unit starts without looking at them again.
create table data_unit (
    id           varchar(40) not null primary key,
    fingerprint  varchar(64) not null
);

-- What a unit had before a script began, on databases that cannot roll back such scripts, to undo a script that was cut short.
create table data_migrating (
    id       varchar(40) not null primary key,
    version  varchar(50) not null,
    objects  text        not null
);
