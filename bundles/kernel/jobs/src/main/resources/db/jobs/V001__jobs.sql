create table jobs_job (
  id          bigint           not null primary key,
  kind        varchar(120)     not null,
  arguments   text             not null,
  status      varchar(10)      not null,
  -- rises with every change of the row: what watchers resume by
  change      bigint           not null,
  -- rises with every take-over; whoever writes for a run writes only under its own number
  fence       bigint           not null,
  server      varchar(40),
  life        bigint           not null,
  -- rises while the worker lives; others watch whether it does
  beat        bigint           not null,
  beat_at     timestamp(6),
  attempts    integer          not null,
  -- failures in a row
  failures    integer          not null,
  not_before  timestamp(6)     not null,
  cancel      smallint         not null,
  progress    double precision not null,
  step_zh     varchar(400),
  step_en     varchar(400),
  result      text,
  problem     text,
  caller_kind varchar(10)      not null,
  caller_id   varchar(40)      not null,
  caller_name varchar(200)     not null,
  request_id  varchar(100),
  trace       varchar(100),
  schedule_id bigint           not null,
  created_at  timestamp(6)     not null,
  started_at  timestamp(6),
  finished_at timestamp(6)
);
create index jobs_job_waiting on jobs_job (status, caller_kind, caller_id, not_before, id);
create index jobs_job_caller on jobs_job (caller_id, created_at, id);
create index jobs_job_created on jobs_job (created_at, id);
create index jobs_job_finished on jobs_job (finished_at);

-- What runs keep for the next attempt. Apart from the job, so that a long unit of work that keeps something
-- does not hold up the signs of life.
create table jobs_kept (
  job_id bigint   not null primary key,
  -- of the run that may write
  fence  bigint   not null,
  state  text,
  -- 1 when that run kept something
  fresh  smallint not null
);

create table jobs_schedule (
  id          bigint       not null primary key,
  version     bigint       not null,
  kind        varchar(120) not null,
  arguments   text         not null,
  cron        varchar(200) not null,
  -- empty: the one of the server's settings
  zone        varchar(60)  not null,
  -- the zone that next_run_at was computed with
  zone_used   varchar(60)  not null,
  paused      smallint     not null,
  -- the kind whose code brings the schedule; null for one made by a person
  code_kind   varchar(120),
  caller_kind varchar(10)  not null,
  caller_id   varchar(40)  not null,
  caller_name varchar(200) not null,
  next_run_at timestamp(6) not null,
  last_run_at timestamp(6),
  last_job_id bigint       not null,
  created_at  timestamp(6) not null,
  updated_at  timestamp(6) not null
);
create unique index jobs_schedule_code on jobs_schedule (code_kind);
create index jobs_schedule_next on jobs_schedule (next_run_at, id);
