create table beta_row (
    id        bigint         not null primary key,
    revision  bigint         not null,
    note      varchar(60)    not null,
    number    integer        not null,
    code      varchar(20)    unique
);
create sequence beta_number increment by 50;
