-- the capability whose text a document is; null for what clients brought
alter table ingest_document add column source varchar(64);

-- capabilities that handed out all they had
create table ingest_source (
  source varchar(64) not null primary key,
  replayed_at timestamp not null
);
