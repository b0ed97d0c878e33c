import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { Place } from './hosts.ts';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Rewrites forwarded headers: what stands in them afterwards is the host's own word. */
export function createForwarding(trustedProxies: readonly string[]): (req: IncomingMessage, place: Place) => void {
  const ranges: Range[] = trustedProxies.map((range) => ipaddr.parseCIDR(range));
  const isTrusted = (address: string) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
  };

  return (req, place) => {
    const client = findClient(req.socket.remoteAddress ?? '', req.headers['x-forwarded-for'], isTrusted);
    for (const name of Object.keys(req.headers)) {
      if (name === 'forwarded' || name === 'via' || name === 'x-real-ip' || name.startsWith('x-forwarded-')) delete req.headers[name];
    }
    const { protocol, host } = new URL(place.origin);
    req.headers['x-forwarded-for'] = client;
    req.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    req.headers['x-forwarded-host'] = host;
  };
}

/** From the nearest hop outwards, the first address that is no proxy of ours. */
function findClient(nearest: string, forwardedFor: string | string[] | undefined, isTrusted: (address: string) => boolean): string {
  const hops = String(forwardedFor ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  let client = toPlainAddress(nearest);
  while (isTrusted(client)) {
    const next = hops.pop();
    if (next === undefined || !ipaddr.isValid(next)) break;
    client = toPlainAddress(next);
  }
  return client;
}

/** `::ffff:127.0.0.1` is `127.0.0.1`. */
function toPlainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}
