create table rest_idempotency (
  lookup varchar(64) not null primary key,
  request_hash varchar(64) not null,
  status integer not null,
  content_type varchar(200),
  location varchar(2000),
  etag varchar(200),
  body text,
  created_at timestamp(6) not null
);
create index rest_idempotency_created on rest_idempotency (created_at);
