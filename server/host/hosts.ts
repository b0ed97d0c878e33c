import { type HostName, SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { type Env, publicUrl } from '../../env.ts';

/** One of the addresses that the platform answers to. */
export interface Place {
  readonly name: HostName;
  /** Null for the admin and the bare domain. */
  readonly site: SiteName | null;
  /** `http://blog.rose.localhost:3000`: what browsers send as Origin. */
  readonly origin: string;
}

export interface Hosts {
  /** By a Host header, with or without port; undefined for a name that is not ours. */
  find(host: string): Place | undefined;
  readonly origins: Readonly<Record<HostName, string>>;
}

/** `port` is the one listened on, which the environment does not know when it is 0. */
export function createHosts(env: Pick<Env, 'domain' | 'port' | 'publicScheme'>, port = env.port): Hosts {
  const places = new Map<string, Place>();
  const names: HostName[] = [...SITE_NAMES, 'cms', 'home'];
  const origins = {} as Record<HostName, string>;
  for (const name of names) {
    const origin = publicUrl({ ...env, port }, name === 'home' ? undefined : name);
    const site = SITE_NAMES.find((candidate) => candidate === name) ?? null;
    const place: Place = { name, site, origin };
    origins[name] = origin;
    const host = name === 'home' ? env.domain : `${name}.${env.domain}`;
    places.set(host, place);
    // The header as browsers send it is found without being taken apart.
    places.set(new URL(origin).host, place);
  }
  return {
    origins,
    find: (host) =>
      places.get(host) ??
      places.get(
        host
          .toLowerCase()
          .replace(/:\d{1,5}$/, '')
          .replace(/\.$/, ''),
      ),
  };
}
