create table alpha_row (
    id        bigint         not null primary key,
    revision  bigint         not null,
    note      varchar(60)    not null,
    amount    numeric(19, 4) not null,
    made_at   timestamp      not null
);
create sequence alpha_number increment by 50;
