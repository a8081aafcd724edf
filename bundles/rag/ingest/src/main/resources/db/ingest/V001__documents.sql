create table ingest_collection (
  id bigint not null primary key,
  version bigint not null,
  name varchar(200) not null,
  description varchar(2000) not null,
  owner_id varchar(64) not null,
  default_language varchar(16),
  settings varchar(20000) not null,
  created_at timestamp not null,
  updated_at timestamp not null
);

-- who may read or write a collection or a document that has its own list
create table ingest_grant (
  id bigint not null primary key,
  target_id bigint not null,
  verb varchar(8) not null,
  principal varchar(200) not null
);
create index ingest_grant_target on ingest_grant (target_id, verb, principal);

create table ingest_document (
  id bigint not null primary key,
  version bigint not null,
  collection_id bigint not null,
  owner_id varchar(64) not null,
  -- what makes a second upload a new version of the same document
  identity varchar(400) not null,
  external_id varchar(200),
  file_name varchar(255),
  title varchar(500) not null,
  media_type varchar(200),
  source_kind varchar(20) not null,
  source_uri varchar(2000),
  provenance varchar(20) not null,
  language varchar(16),
  script varchar(8),
  category varchar(200),
  tags varchar(20000) not null,
  metadata varchar(400000) not null,
  own_list int not null,
  published_at timestamp,
  number int not null,
  chunk_number int not null,
  bytes bigint not null,
  sha256 varchar(64) not null,
  text_sha256 varchar(64),
  valid_from timestamp not null,
  valid_to timestamp,
  state varchar(20) not null,
  stage varchar(20) not null,
  progress double precision not null,
  failure varchar(4000),
  chars int not null,
  pages int not null,
  chunks int not null,
  tables int not null,
  quality int,
  grade varchar(1),
  exact_of bigint,
  -- how many passages still wait for a model that speaks their language
  vectors_missing int not null,
  chunks_embedded int not null,
  chunks_reused int not null,
  run_started_at timestamp,
  run_ended_at timestamp,
  -- the task whose results count; those of any other come too late
  task_id bigint not null,
  created_at timestamp not null,
  updated_at timestamp not null
);
create unique index ingest_document_identity on ingest_document (collection_id, identity, owner_id);
create index ingest_document_created on ingest_document (collection_id, created_at);
create index ingest_document_sha on ingest_document (collection_id, sha256);
create index ingest_document_text on ingest_document (collection_id, text_sha256);
create index ingest_document_state on ingest_document (state);

create table ingest_version (
  id bigint not null primary key,
  document_id bigint not null,
  number int not null,
  form varchar(10) not null,
  sha256 varchar(64) not null,
  bytes bigint not null,
  file_name varchar(255),
  media_type varchar(200),
  text_sha256 varchar(64),
  language varchar(16),
  wanted_language varchar(16),
  chars int not null,
  pages text,
  structure text,
  report text,
  valid_from timestamp not null,
  valid_to timestamp,
  created_by varchar(64) not null,
  created_at timestamp not null
);
create unique index ingest_version_number on ingest_version (document_id, number);

create table ingest_chunk (
  id bigint not null primary key,
  document_id bigint not null,
  number int not null,
  place int not null,
  start_at int not null,
  end_at int not null,
  page int,
  locator varchar(1000),
  shape varchar(10) not null,
  language varchar(16) not null,
  heading_path varchar(10000) not null,
  context varchar(4000) not null,
  hash varchar(64) not null,
  tokens int not null,
  vector varchar(40000),
  model varchar(100)
);
create unique index ingest_chunk_place on ingest_chunk (document_id, place);

create table ingest_task (
  id bigint not null primary key,
  version bigint not null,
  document_id bigint not null,
  number int not null,
  owner_id varchar(64) not null,
  stage varchar(20) not null,
  state varchar(10) not null,
  attempt int not null,
  lease_owner varchar(64),
  lease_until timestamp,
  next_at timestamp not null,
  created_at timestamp not null
);
create index ingest_task_open on ingest_task (state, owner_id, id);
create index ingest_task_document on ingest_task (document_id);

-- what was deleted does not come back by itself
create table ingest_tombstone (
  id bigint not null primary key,
  collection_id bigint not null,
  external_id varchar(200),
  sha256 varchar(64) not null,
  deleted_at timestamp not null
);
create index ingest_tombstone_sha on ingest_tombstone (collection_id, sha256);

-- every installation has a place to begin with; reading it needs only the permission to read
insert into ingest_collection (id, version, name, description, owner_id, default_language, settings, created_at, updated_at)
values (1, 1, 'default', '', '', null, '{}', timestamp '2026-01-01 00:00:00', timestamp '2026-01-01 00:00:00');
insert into ingest_grant (id, target_id, verb, principal) values (1, 1, 'read', 'everyone');
insert into ingest_grant (id, target_id, verb, principal) values (2, 1, 'write', 'everyone');
