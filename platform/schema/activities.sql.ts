/**
 * What the outbox needs beyond the tables that Payload makes for `activities` and
 * `activity-handlings`; a migration carries a copy of it.
 */
export const up = `
create sequence if not exists activity_seq;

create table if not exists activity_handlers (
  name text primary key,
  types text[] not null
);

alter table activities
  alter column seq type bigint using seq::bigint,
  alter column seq set not null;

alter table activity_handlings
  alter column seq type bigint using seq::bigint,
  alter column seq set not null,
  alter column attempts type integer using attempts::integer;

create unique index if not exists activity_handlings_once_idx
  on activity_handlings (activity_id, handler);

-- The head of each queue: is there an older one of the same handler and object still open?
create index if not exists activity_handlings_queue_idx
  on activity_handlings (handler, object_type, object_id, seq)
  where state <> 'done';

-- What is due, oldest first.
create index if not exists activity_handlings_due_idx
  on activity_handlings (seq)
  where state = 'pending';

create index if not exists activity_handlings_done_idx
  on activity_handlings (handled_at)
  where state = 'done';
`;

export const down = `
drop index if exists activity_handlings_done_idx;
drop index if exists activity_handlings_due_idx;
drop index if exists activity_handlings_queue_idx;
drop index if exists activity_handlings_once_idx;
drop table if exists activity_handlers;
drop sequence if exists activity_seq;
`;
