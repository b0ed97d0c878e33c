import { createHmac } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { type HostName, SITE_NAMES } from '../../contracts/shared.ts';

/** Hosts that sign people in: the six sites and the admin. */
export const CLIENT_HOSTS = [...SITE_NAMES, 'cms'] as const satisfies readonly HostName[];
export type ClientHost = (typeof CLIENT_HOSTS)[number];

export const toClientId = (host: ClientHost) => `rose-${host}`;

/** The host of one of our own clients; null for a program of somebody else. */
export function findOwnHost(clientId: string): ClientHost | null {
  return CLIENT_HOSTS.find((host) => toClientId(host) === clientId) ?? null;
}

/** Derived, not stored, so that every process knows it and no table does. */
export function toClientSecret(host: ClientHost, secret: string): string {
  return createHmac('sha256', secret)
    .update(`oidc client ${toClientId(host)}`)
    .digest('base64url');
}

/** Our own sites as the issuer knows them. */
export function listOwnClients({ originOf, secret }: { originOf: (host: HostName) => string; secret: string }): ClientMetadata[] {
  return CLIENT_HOSTS.map((host) => ({
    client_id: toClientId(host),
    client_secret: toClientSecret(host, secret),
    client_name: host,
    redirect_uris: [`${originOf(host)}/auth/callback`],
    post_logout_redirect_uris: [`${originOf(host)}/signed-out`],
    backchannel_logout_uri: `${originOf(host)}/auth/backchannel`,
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  }));
}
