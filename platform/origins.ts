import type { Payload } from 'payload';
import type { SiteName } from '../contracts/shared.ts';

/**
 * Where a site stands, without a slash at the end: `https://blog.example.org`. Read from where the
 * admin stands (`serverURL`), as all hosts of the house differ in their first name alone.
 */
export function toOrigin(payload: Pick<Payload, 'config'>, site: SiteName): string {
  const url = URL.parse(payload.config.serverURL);
  if (!url?.hostname.startsWith('cms.')) throw new Error(`"${payload.config.serverURL}" is not where the admin of this house stands.`);
  return `${url.protocol}//${site}${url.host.slice('cms'.length)}`;
}
