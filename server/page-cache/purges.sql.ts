/** Purges by number, so that a process that missed a message can catch up; and who runs where. */
export const up = `
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
`;

export const down = `
drop table if exists process_peers;
drop table if exists cache_purges;
`;
