/**
 * What the federation service keeps beyond the tables that Payload makes for its collections;
 * a migration carries a copy of it.
 */
export const up = `
create sequence if not exists delivery_seq;

alter table deliveries
  alter column seq type bigint using seq::bigint,
  alter column attempts type integer using attempts::integer,
  alter column last_status type integer using last_status::integer;

-- Every activity our actors have sent, word for word as it was signed.
create table if not exists federation_outbox (
  seq bigserial primary key,
  id text not null unique,
  site text not null,
  type text not null,
  object_url text,
  body jsonb not null,
  created_at timestamptz not null default now()
);

create index if not exists federation_outbox_site_idx on federation_outbox (site, seq desc);
create index if not exists federation_outbox_object_idx on federation_outbox (object_url, seq desc);

-- What the world has been told of: one row per thing of ours that was ever sent.
create table if not exists federation_objects (
  object_type text not null,
  object_id text not null,
  site text not null,
  -- A thing that was taken back and published again needs a new address: peers remember the old one as deleted.
  generation integer not null default 1,
  url text not null unique,
  state text not null check (state in ('live', 'gone')),
  content_hash text not null,
  updated_at timestamptz not null default now(),
  primary key (object_type, object_id)
);

-- The head of each line: is there an older one about the same thing to the same inbox?
create index if not exists deliveries_line_idx on deliveries (inbox, object_id, seq) where state = 'pending';
create index if not exists deliveries_overdue_idx on deliveries (next_at) where state = 'pending';
create index if not exists followers_inbox_idx on followers (inbox);
create index if not exists followers_shared_inbox_idx on followers (shared_inbox);
`;

export const down = `
drop index if exists followers_shared_inbox_idx;
drop index if exists followers_inbox_idx;
drop index if exists deliveries_overdue_idx;
drop index if exists deliveries_line_idx;
drop table if exists federation_objects;
drop table if exists federation_outbox;
drop sequence if exists delivery_seq;
`;
