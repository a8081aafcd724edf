-- The request, job or event that a fact was told in, as the kernel's API writes it; null when it has no name.
alter table data_outbox add column trace varchar(140);
