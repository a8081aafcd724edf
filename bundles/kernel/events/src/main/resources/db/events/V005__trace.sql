-- What the event of a delivery was told in, so that the receiver can be told; null when that is not known.
alter table events_delivery add column trace varchar(140);
