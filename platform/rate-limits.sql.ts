/** Counts of `rate-limits.ts` where several processes share them without Redis. */
export const up = `
create unlogged table if not exists rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);`;

export const down = `
drop table if exists rate_limits;`;
