alter table bank_transfer add column due_on date;
update bank_transfer set due_on = date '2026-01-01';
