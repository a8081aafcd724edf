create table notes_note (
  id         bigint        not null primary key,
  version    bigint        not null,
  code       varchar(64),
  title      varchar(400)  not null,
  body       text          not null,
  pinned     smallint      not null,
  audience   varchar(10)   not null,
  state      varchar(10)   not null,
  owner_id   varchar(40)   not null,
  created_at timestamp(6)  not null,
  updated_at timestamp(6)  not null,
  created_by varchar(40)   not null
);
create unique index notes_note_code on notes_note (code);
create index notes_note_owner on notes_note (owner_id, pinned, updated_at, id);
create index notes_note_audience on notes_note (audience, pinned, updated_at, id);

-- tags of a note, in the order they were given
create table notes_tag (
  note_id bigint      not null,
  tag     varchar(80) not null,
  place   smallint    not null,
  primary key (note_id, tag)
);
create index notes_tag_tag on notes_tag (tag, note_id);

-- what a note can be found by: words, and pairs of neighbouring Han characters
create table notes_word (
  word    varchar(64) not null,
  note_id bigint      not null,
  primary key (word, note_id)
);
create index notes_word_note on notes_word (note_id);

create table notes_transition (
  id         bigint       not null primary key,
  note_id    bigint       not null,
  from_state varchar(10)  not null,
  to_state   varchar(10)  not null,
  at         timestamp(6) not null,
  by_id      varchar(40)  not null
);
create index notes_transition_note on notes_transition (note_id, id);

-- counters kept by the subscriber; scope is 'everyone' or the owner of private notes
create table notes_tag_count (
  scope varchar(40) not null,
  tag   varchar(80) not null,
  total bigint      not null,
  primary key (scope, tag)
);

-- what the counters already contain of each note, so that counting twice changes nothing
create table notes_counted (
  note_id bigint      not null,
  tag     varchar(80) not null,
  scope   varchar(40) not null,
  primary key (note_id, tag)
);
