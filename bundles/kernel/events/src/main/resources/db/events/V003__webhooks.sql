-- Who is told of events over HTTP, and what became of every delivery.

create table events_webhook (
    id            bigint        not null primary key,
    revision      bigint        not null,
    url           varchar(2000) not null,
    -- with spaces between them
    topics        varchar(4000) not null,
    description   varchar(500),
    active        boolean       not null,
    -- why the server has deactivated it: gone, failing
    reason        varchar(20),
    created_by    varchar(100)  not null,
    created_at    timestamp     not null,
    changed_at    timestamp     not null,
    -- everything up to here was made into deliveries
    position      bigint        not null,
    fence         bigint        not null,
    failing_since timestamp
);

create table events_webhook_secret (
    id         bigint       not null primary key,
    webhook    bigint       not null,
    secret     varchar(100) not null,
    -- null for the current one
    expires_at timestamp
);
create index events_webhook_secret_of on events_webhook_secret (webhook);

create table events_delivery (
    id          bigint       not null primary key,
    webhook     bigint       not null,
    event_id    bigint       not null,
    position    bigint       not null,
    topic       varchar(200) not null,
    aggregate   varchar(200) not null,
    body        text         not null,
    status      varchar(10)  not null,
    attempts    integer      not null,
    created_at  timestamp    not null,
    due_at      timestamp    not null,
    tried_at    timestamp,
    http_status integer,
    duration_ms bigint,
    error       varchar(40)
);
create index events_delivery_of on events_delivery (webhook, status, id);
create index events_delivery_order on events_delivery (webhook, aggregate, id);
