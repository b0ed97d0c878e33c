/** What the fediverse door keeps for the protocol itself; a migration carries a copy of it. */
export const up = `
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
`;

export const down = `
drop table if exists activitypub_kv;
drop table if exists activitypub_keys;
`;
