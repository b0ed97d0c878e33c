import type { HostName } from '../../contracts/shared.ts';
import type { Env } from '../../env.ts';

export interface SecurityHeaders {
  /** Raw headers (name, value, …) for answers of this host, without a policy. */
  readonly common: readonly string[];
  /** Content-Security-Policy of a page that brings none. */
  readonly strict: string;
  /** Added to the policy of a page that brings its own, by hashes. */
  readonly base: string;
}

/** What every answer of a host says to browsers; policies as in CSP Level 3. */
export function toSecurityHeaders(
  env: Pick<Env, 'mode' | 'publicScheme' | 'domain'> & { readonly sumup?: Env['sumup'] },
  name: HostName,
  origins: Readonly<Record<HostName, string>>,
): SecurityHeaders {
  const common = [
    'x-content-type-options',
    'nosniff',
    'referrer-policy',
    'strict-origin-when-cross-origin',
    'cross-origin-opener-policy',
    'same-origin',
    // The check-in page of events reads tickets with the camera.
    'permissions-policy',
    `camera=${name === 'events' ? '(self)' : '()'}, microphone=(), geolocation=()`,
  ];
  if (env.publicScheme === 'https') common.push('strict-transport-security', 'max-age=31536000; includeSubDomains');

  const own = Object.values(origins).join(' ');
  const base = [
    "base-uri 'self'",
    "object-src 'none'",
    // The admin shows posts and pages in its live preview.
    name === 'blog' ? `frame-ancestors 'self' ${origins.cms}` : "frame-ancestors 'self'",
    // Browsers apply this to redirects too: sign-in crosses our hosts, payment leaves for the provider. Nothing that staff or doors send does.
    name === 'cms' || name === 'home'
      ? `form-action 'self' ${own}`
      : `form-action 'self' ${own} https:${env.sumup ? ` ${new URL(env.sumup.host).origin}` : ''}`,
  ];
  // In development Vite's client is inline. The admin's pages get `setAdminPolicies` instead; what is left of its host are answers to programs and files.
  if (env.mode === 'development' && name !== 'cms') return { common, strict: base.join('; '), base: base.join('; ') };
  const strict = [
    ...base,
    "default-src 'self'",
    name === 'cms' ? "script-src 'none'" : "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: https: ${origins.cms}`,
    `media-src 'self' https: ${origins.cms}`,
    'frame-src https:',
    "connect-src 'self'",
  ];
  return { common, strict: strict.join('; '), base: base.join('; ') };
}
