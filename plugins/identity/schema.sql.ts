/**
 * Tables of the identity door, for the hand-written migration; runs after Payload's own `users`
 * and `users_sessions`. `oidc_payloads` is the one table of oidc-provider's adapter contract.
 */
export const up = `
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
`;

export const down = `
drop table if exists site_sessions;
drop table if exists password_tries;
drop table if exists sign_in_codes;
drop table if exists oidc_keys;
drop table if exists oidc_payloads;
`;
