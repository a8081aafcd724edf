create table rbac_revision (
    id       bigint primary key,
    revision bigint not null
);
insert into rbac_revision (id, revision) values (1, 1);

create table rbac_role (
    id          bigint        primary key,
    name        varchar(64)   not null unique,
    title       varchar(200)  not null,
    description varchar(1000) not null,
    built_in    boolean       not null,
    created_at  timestamp     not null,
    updated_at  timestamp     not null,
    revision    bigint        not null
);
insert into rbac_role (id, name, title, description, built_in, created_at, updated_at, revision) values
    (1, 'admin', '管理员 / Administrator', '拥有全部权限 / May everything', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1),
    (2, 'manager', '经理 / Manager', '管理业务与知识 / Runs the business and the knowledge', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1),
    (3, 'user', '用户 / User', '查阅、提问 / Reads and asks', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1),
    (4, 'guest', '访客 / Guest', '只看公开内容 / Sees what is public', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1);

-- what administrators decided; everything else follows from the defaults of the permissions
create table rbac_grant (
    id         bigint       primary key,
    role_id    bigint       not null references rbac_role (id),
    permission varchar(200) not null,
    granted    boolean      not null,
    unique (role_id, permission)
);
insert into rbac_grant (id, role_id, permission, granted) values (1, 1, '*', true);

-- one row per user, its id is the user's
create table rbac_holder (
    id       bigint  primary key,
    active   boolean not null,
    revision bigint  not null
);

create table rbac_assignment (
    id        bigint primary key,
    holder_id bigint not null references rbac_holder (id),
    role_id   bigint not null references rbac_role (id),
    unique (holder_id, role_id)
);
create index rbac_assignment_role on rbac_assignment (role_id);
