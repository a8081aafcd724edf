create table broken_two (id bigint not null primary key);
insert into broken_nowhere (id) values (1);
