import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HostName, SITE_NAMES } from '../../contracts/shared.ts';
import type { Env } from '../../env.ts';

/** The policies of one page of the admin; browsers let through only what all of them allow. */
export interface AdminPolicies {
  /** Names the nonce. Next looks for it in the request's header of this name and writes it on its scripts. */
  readonly byNonce: string;
  /** Where scripts may come from at all. */
  readonly byPlace: string;
}

/**
 * CSP Level 3 for a page of Payload's admin. Scripts run by the nonce, and what they load may come from
 * our own host only: 'strict-dynamic' alone would let them bring in others' (Payload's code editor asks a CDN).
 * `base` is what the host says on every page.
 */
export function toAdminPolicies(options: {
  base: string;
  nonce: string;
  mode: Env['mode'];
  origins: Readonly<Record<HostName, string>>;
}): AdminPolicies {
  const { base, nonce, mode, origins } = options;
  const sites = SITE_NAMES.map((site) => origins[site]).join(' ');
  // React's and Turbopack's development builds evaluate text, and edits arrive over a socket.
  const isDev = mode === 'development';
  const byNonce = [
    base,
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    // Payload writes style attributes on the server, its selects and its editor add <style> elements: none of them knows a nonce.
    "style-src 'self' 'unsafe-inline'",
    // blob: is an upload before it is sent; https: pictures that a post shows from elsewhere.
    `img-src 'self' data: blob: https: ${sites}`,
    `media-src 'self' blob: https: ${sites}`,
    "font-src 'self' data:",
    `connect-src 'self'${isDev ? ' ws: wss:' : ''}`,
    // The live preview.
    `frame-src 'self' ${sites}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
  ];
  return { byNonce: byNonce.join('; '), byPlace: "script-src-elem 'self' 'unsafe-inline'" };
}

/** Gives one request to the admin its nonce: told to Next in the request, to the browser in the answer. */
export function setAdminPolicies(req: IncomingMessage, res: ServerResponse, options: Omit<Parameters<typeof toAdminPolicies>[0], 'nonce'>) {
  const { byNonce, byPlace } = toAdminPolicies({ ...options, nonce: randomBytes(16).toString('base64') });
  // Next believes this header whoever sent it, so what came from outside is replaced.
  req.headers['content-security-policy'] = byNonce;
  delete req.headers['content-security-policy-report-only'];
  res.setHeader('content-security-policy', [byNonce, byPlace]);
}
