/**
 * What money and stock need beyond the tables that Payload makes for pools, stock-movements,
 * orders, order-lines and payments: whole numbers, the tables nobody edits by a form, and the
 * constraints that keep every promise even when code is wrong. A migration carries a copy.
 */
export const up = `
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
`;

export const down = `
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
