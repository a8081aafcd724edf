-- Rights of one holder at a time. Rows stay when nobody holds them: the number of a holder must never be given twice.
create table data_lease (
    name    varchar(200) not null primary key,
    server  varchar(40)  not null,
    life    bigint       not null,
    token   bigint       not null,
    -- milliseconds since 1970 by the database's clock; 0 when it was given back
    until   bigint       not null
);
