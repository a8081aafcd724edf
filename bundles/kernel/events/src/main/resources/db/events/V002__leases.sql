-- Several servers share the subscribers: a cursor belongs to the holder of the subscriber's lease with the greatest number.
alter table events_cursor add column fence bigint default 0 not null;
-- Rises when somebody sets the cursor by hand, so that whoever works from an older place notices.
alter table events_cursor add column replays integer default 0 not null;
-- When some server last had this subscriber.
alter table events_cursor add column seen_at timestamp;
update events_cursor set seen_at = changed_at;
alter table events_cursor alter column seen_at set not null;
