create table broken_one (id bigint not null primary key);
