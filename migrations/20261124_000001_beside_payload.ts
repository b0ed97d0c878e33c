import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres';

/** What Payload does not make: constraints, indexes, and tables that are nobody's collection. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP));
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN));
}

const UP = `
-- collections/cart/constraints
create sequence if not exists order_number_seq start 1001;

-- Rows that change often stay in place (HOT) only while no index names what changes; nobody looks these up by it.
drop index if exists pools_updated_at_idx;
drop index if exists orders_updated_at_idx;
drop index if exists payments_updated_at_idx;
drop index if exists order_lines_updated_at_idx;
drop index if exists stock_movements_updated_at_idx;
alter table pools set (fillfactor = 70);

alter table pools
  alter column on_hand type integer using on_hand::integer,
  alter column reserved type integer using reserved::integer,
  alter column created_at set default now(),
  alter column updated_at set default now(),
  add constraint pools_on_hand_check check (on_hand >= 0),
  add constraint pools_reserved_check check (reserved >= 0),
  add constraint pools_reserved_on_hand_check check (reserved <= on_hand);

alter table stock_movements
  alter column change type integer using change::integer,
  alter column on_hand_after type integer using on_hand_after::integer;

alter table orders
  alter column total type integer using total::integer,
  add constraint orders_total_check check (total >= 0);

alter table order_lines
  alter column position type integer using position::integer,
  alter column quantity type integer using quantity::integer,
  alter column unit_price type integer using unit_price::integer,
  alter column total type integer using total::integer,
  alter column tax_basis_points type integer using tax_basis_points::integer,
  add constraint order_lines_quantity_check check (quantity >= 1),
  add constraint order_lines_total_check check (total = unit_price * quantity);

alter table payments
  alter column amount type integer using amount::integer,
  add constraint payments_amount_check check (amount >= 0),
  add constraint payments_reference_check check (length(reference) <= 64);

alter table refunds
  alter column amount type integer using amount::integer,
  add constraint refunds_amount_check check (amount > 0);

-- One payment that could still be paid, and one that was, per order.
create unique index if not exists payments_open_idx on payments (order_id) where status in ('pending', 'failed');
create unique index if not exists payments_settled_idx on payments (order_id) where status = 'paid';
create index if not exists payments_due_idx on payments (checked_at) where status in ('pending', 'failed');
create index if not exists orders_hold_idx on orders (hold_until) where state = 'pending';

-- A product or a ticket type as something that can be put into a basket; has that one's id.
create table if not exists sellables (
  id uuid primary key,
  kind text not null check (kind in ('product', 'ticket')),
  created_at timestamptz not null default now()
);

create table if not exists sellable_pools (
  sellable_id uuid not null references sellables (id) on delete cascade,
  pool_id uuid not null references pools (id),
  primary key (sellable_id, pool_id)
);
create index if not exists sellable_pools_pool_idx on sellable_pools (pool_id);

create table if not exists baskets (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references users (id) on delete cascade,
  token_hash text unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (user_id is not null or token_hash is not null)
);

create table if not exists basket_lines (
  id uuid primary key default gen_random_uuid(),
  basket_id uuid not null references baskets (id) on delete cascade,
  sellable_id uuid not null references sellables (id) on delete cascade,
  quantity integer not null check (quantity between 1 and 99),
  created_at timestamptz not null default now(),
  unique (basket_id, sellable_id)
);

-- What an order line holds, or held, of which pools: the pools as they were then.
create table if not exists reservations (
  order_line_id uuid primary key references order_lines (id),
  order_id uuid not null references orders (id),
  pool_ids uuid[] not null,
  quantity integer not null check (quantity >= 1),
  state text not null default 'held' check (state in ('held', 'consumed', 'released')),
  expires_at timestamptz not null
);
create index if not exists reservations_order_idx on reservations (order_id);

-- The ledger is only added to; a person who is erased may be forgotten in it.
create or replace function stock_movements_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'stock movements are never changed or removed';
end
$$;
create or replace trigger stock_movements_keep before delete on stock_movements
  for each row execute function stock_movements_refuse();
create or replace trigger stock_movements_keep_as_is before update on stock_movements
  for each row when (
    (old.id, old.pool_id, old.kind, old.change, old.on_hand_after, old.order_id)
    is distinct from (new.id, new.pool_id, new.kind, new.change, new.on_hand_after, new.order_id)
  ) execute function stock_movements_refuse();

-- collections/events/constraints
alter table tickets
  alter column seat type integer using seat::integer,
  add constraint tickets_seat_check check (seat >= 1);
create unique index if not exists tickets_once_idx on tickets (order_line_id, seat);

-- platform/rate-limits
create unlogged table if not exists rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- platform/schema/activities
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

-- plugins/activitypub/schema
-- One pair of each kind for the whole co-op; the private half is sealed with ROSE_SECRET.
create table if not exists activitypub_keys (
  kind text primary key check (kind in ('RSASSA-PKCS1-v1_5', 'Ed25519')),
  public_jwk jsonb not null,
  private_sealed text not null,
  created_at timestamptz not null default now()
);

-- What Fedify remembers about others: their public keys, which signatures they take.
create table if not exists activitypub_kv (
  key text[] primary key,
  value jsonb not null,
  expires_at timestamptz
);

create index if not exists activitypub_kv_expires_idx on activitypub_kv (expires_at) where expires_at is not null;

-- plugins/identity/schema
create table if not exists oidc_payloads (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  account_id text,
  expires_at timestamptz,
  primary key (model, id)
);
create index if not exists oidc_payloads_grant_idx on oidc_payloads (grant_id) where grant_id is not null;
create index if not exists oidc_payloads_uid_idx on oidc_payloads (model, uid) where uid is not null;
create unique index if not exists oidc_payloads_user_code_idx on oidc_payloads (user_code) where user_code is not null;
create index if not exists oidc_payloads_expires_idx on oidc_payloads (expires_at);

create table if not exists oidc_keys (
  kid text primary key,
  kind text not null check (kind in ('signing', 'cookie')),
  sealed text not null,
  created_at timestamptz not null default now()
);

create table if not exists sign_in_codes (
  id uuid primary key default gen_random_uuid(),
  secret_hash text not null,
  email text not null,
  interaction text not null,
  client_id text not null,
  asker_hash text not null,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index if not exists sign_in_codes_expires_idx on sign_in_codes (expires_at);
create index if not exists sign_in_codes_email_idx on sign_in_codes (email, created_at);
create index if not exists sign_in_codes_asker_idx on sign_in_codes (asker_hash, created_at);

create table if not exists password_tries (
  key_hash text not null,
  tried_at timestamptz not null default now()
);
create index if not exists password_tries_key_idx on password_tries (key_hash, tried_at);

create table if not exists site_sessions (
  id uuid primary key default gen_random_uuid(),
  site text not null,
  token_hash text unique,
  user_id uuid not null references users (id) on delete cascade,
  grant_id text not null,
  device_uid text not null,
  oidc_sid text not null,
  payload_sid text,
  device text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index if not exists site_sessions_user_idx on site_sessions (user_id) where ended_at is null;
create index if not exists site_sessions_grant_idx on site_sessions (grant_id);
create index if not exists site_sessions_device_idx on site_sessions (device_uid);
create index if not exists site_sessions_payload_idx on site_sessions (payload_sid) where payload_sid is not null;
create index if not exists site_sessions_ended_idx on site_sessions (ended_at) where ended_at is not null;
create index if not exists site_sessions_expires_idx on site_sessions (expires_at);

-- server/page-cache/purges
create table if not exists cache_purges (
  seq bigserial primary key,
  tags text[] not null,
  created_at timestamptz not null default now()
);

create table if not exists process_peers (
  id uuid primary key,
  roles text[] not null,
  url text not null,
  seen_at timestamptz not null default now()
);

-- services/blog/search
create index if not exists posts_search_idx on posts using gin (
  to_tsvector('english', coalesce(title, '') || ' ' || coalesce(excerpt, '') || ' ' || coalesce(public_text, ''))
);
create index if not exists posts_out_idx on posts (published_at desc) where _status = 'published';

-- services/federation/schema
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

const DOWN = `
drop index if exists followers_shared_inbox_idx;
drop index if exists followers_inbox_idx;
drop index if exists deliveries_overdue_idx;
drop index if exists deliveries_line_idx;
drop table if exists federation_objects;
drop table if exists federation_outbox;
drop sequence if exists delivery_seq;

drop index if exists posts_out_idx;
drop index if exists posts_search_idx;

drop table if exists process_peers;
drop table if exists cache_purges;

drop table if exists site_sessions;
drop table if exists password_tries;
drop table if exists sign_in_codes;
drop table if exists oidc_keys;
drop table if exists oidc_payloads;

drop table if exists activitypub_kv;
drop table if exists activitypub_keys;

drop index if exists activity_handlings_done_idx;
drop index if exists activity_handlings_due_idx;
drop index if exists activity_handlings_queue_idx;
drop index if exists activity_handlings_once_idx;
drop table if exists activity_handlers;
drop sequence if exists activity_seq;

drop table if exists rate_limits;

drop index if exists tickets_once_idx;
alter table tickets drop constraint if exists tickets_seat_check;

drop trigger if exists stock_movements_keep_as_is on stock_movements;
drop trigger if exists stock_movements_keep on stock_movements;
drop function if exists stock_movements_refuse;
drop table if exists reservations;
drop table if exists basket_lines;
drop table if exists baskets;
drop table if exists sellable_pools;
drop table if exists sellables;
drop index if exists orders_hold_idx;
drop index if exists payments_due_idx;
drop index if exists payments_settled_idx;
drop index if exists payments_open_idx;
alter table refunds drop constraint if exists refunds_amount_check;
alter table payments drop constraint if exists payments_reference_check, drop constraint if exists payments_amount_check;
alter table order_lines drop constraint if exists order_lines_total_check, drop constraint if exists order_lines_quantity_check;
alter table orders drop constraint if exists orders_total_check;
alter table pools
  drop constraint if exists pools_reserved_on_hand_check,
  drop constraint if exists pools_reserved_check,
  drop constraint if exists pools_on_hand_check;
drop sequence if exists order_number_seq;
`;
