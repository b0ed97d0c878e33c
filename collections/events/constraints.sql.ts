/** What tickets need beyond Payload's tables: one ticket per order line and seat. A migration carries a copy. */
export const up = `
alter table tickets
  alter column seat type integer using seat::integer,
  add constraint tickets_seat_check check (seat >= 1);
create unique index if not exists tickets_once_idx on tickets (order_line_id, seat);
`;

export const down = `
drop index if exists tickets_once_idx;
alter table tickets drop constraint if exists tickets_seat_check;
`;
