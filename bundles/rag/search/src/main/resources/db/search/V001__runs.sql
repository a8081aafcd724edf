create table search_run (
  id         bigint        not null primary key,
  kind       varchar(10)   not null,
  owner_id   varchar(40)   not null,
  query      text          not null,
  language   varchar(8)    not null,
  created_at timestamp(6)  not null,
  body       text          not null
);
create index search_run_owner on search_run (owner_id, created_at, id);
create index search_run_created on search_run (created_at);
