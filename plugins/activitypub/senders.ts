import type { IncomingHttpHeaders } from 'node:http';

/**
 * The servers whose keys a request says it is signed with: `keyId` of the older signatures
 * (draft-cavage-http-signatures-12 §2.1.1), `keyid` of RFC 9421 §2.3. Empty for an unsigned one,
 * and for one whose keys are no web addresses.
 */
export function findSenderHosts(headers: IncomingHttpHeaders): string[] {
  const signature = toText(headers.signature);
  if (signature === '') return [];
  const named = `${signature} ${toText(headers['signature-input'])}`.matchAll(/key[iI]d="([^"]*)"/g);
  const hosts = [...named].map(([, keyId = '']) => {
    const url = URL.parse(keyId);
    return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.host : null;
  });
  return hosts.every((host) => host !== null) ? [...new Set(hosts)] : [];
}

function toText(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(', ') : (header ?? '');
}
