create table auth_user (
    id                   bigint       primary key,
    username             varchar(64)  not null,
    -- the form names are compared in
    canonical            varchar(200) not null unique,
    display_name         varchar(200),
    email                varchar(254),
    locale               varchar(16)  not null,
    status               varchar(16)  not null,
    password_hash        varchar(200),
    must_change_password boolean      not null,
    created_at           timestamp    not null,
    updated_at           timestamp    not null,
    last_login_at        timestamp,
    revision             bigint       not null
);

create table auth_session (
    id           bigint       primary key,
    user_id      bigint       not null references auth_user (id),
    client_id    varchar(64)  not null,
    device       varchar(300) not null,
    address      varchar(64)  not null,
    created_at   timestamp    not null,
    last_used_at timestamp    not null,
    expires_at   timestamp    not null,
    ended_at     timestamp
);
create index auth_session_user on auth_session (user_id, ended_at);

create table auth_refresh_token (
    id         bigint      primary key,
    session_id bigint      not null references auth_session (id),
    -- SHA-256 of the token, hexadecimal; the token itself is nowhere
    hash       varchar(64) not null unique,
    state      varchar(16) not null,
    created_at timestamp   not null
);
create index auth_refresh_token_session on auth_refresh_token (session_id);

create table auth_lockout (
    id              bigint       primary key,
    -- name: a canonical user name; address: an address or network
    kind            varchar(16)  not null,
    subject         varchar(200) not null,
    failures        integer      not null,
    since           timestamp    not null,
    last_failure_at timestamp    not null,
    blocked_until   timestamp,
    unique (kind, subject)
);
create index auth_lockout_age on auth_lockout (last_failure_at);
