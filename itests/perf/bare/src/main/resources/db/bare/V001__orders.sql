create table bare_order (
  id bigint not null primary key,
  customer varchar(100) not null,
  total numeric(15,2) not null,
  created_at timestamp(6) not null,
  revision bigint not null
);
create table bare_line (
  id bigint not null primary key,
  order_id bigint not null,
  item varchar(100) not null,
  amount integer not null,
  price numeric(15,2) not null
);
create index bare_line_order on bare_line (order_id);
