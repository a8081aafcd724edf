create table bank_account (
  id      bigint        not null primary key,
  balance numeric(12,2) not null,
  version bigint        not null,
  body    text          not null
);
create table bank_transfer (
  id         bigint       not null primary key,
  account_id bigint       not null references bank_account (id),
  at         timestamp(6) not null,
  rate       double precision,
  settled    boolean      not null,
  note       varchar(400)
);
-- every bank has a till
insert into bank_account (id, balance, version, body) values (0, 0, 0, 'till');
