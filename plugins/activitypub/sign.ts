import { getDocumentLoader, signJsonLd, signObject } from '@fedify/fedify';
import { type Activity, getTypeId } from '@fedify/fedify/vocab';
import type { OutgoingActivity } from '../../contracts/federation.ts';
import type { SiteName } from '../../contracts/shared.ts';
import { toActorUrl } from './actors.ts';

export type Sign = (command: { site: SiteName; activity: Activity; objectUrl: string | null }) => Promise<OutgoingActivity>;

/** Knows the vocabularies by heart: the usual JSON-LD contexts are asked of nobody. */
export const contextLoader = getDocumentLoader();

/**
 * Gives an activity its proofs, once for all deliveries: an object integrity proof (FEP-8b32) and
 * a Linked Data signature for older servers, which let peers pass it on. What is signed is what
 * is sent, byte for byte.
 */
export function createSign({ keys, originOf }: { keys: () => Promise<CryptoKeyPair[]>; originOf: (site: SiteName) => string }): Sign {
  return async ({ site, activity, objectUrl }) => {
    if (!activity.id) throw new Error('an activity that goes out needs an id');
    const [rsa, ed25519] = await keys();
    if (!rsa || !ed25519) throw new Error('the actors have no keys');
    const actor = toActorUrl(site, originOf(site));
    const proven = await signObject(activity, ed25519.privateKey, new URL(`${actor}#multikey-2`), { contextLoader });
    const json = toWire(await proven.toJsonLd({ format: 'compact', contextLoader }));
    const signed = await signJsonLd(json, rsa.privateKey, new URL(`${actor}#main-key`), { contextLoader });
    return {
      id: activity.id.href,
      type: getTypeId(activity).href.split('#').pop() ?? 'Activity',
      objectUrl,
      body: { ...signed },
    };
  };
}

/**
 * Two habits of other servers: `attachment` must be a list (Pixelfed), and the public audience
 * must be written out. The proof above is made over the same form.
 */
function toWire(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(toWire);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]: [string, unknown]) => {
      if (key === '@context') return [key, value];
      if (key === 'attachment' && !Array.isArray(value)) return [key, [toWire(value)]];
      if (key === 'to' || key === 'cc') return [key, toAudience(value)];
      return [key, toWire(value)];
    }),
  );
}

function toAudience(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toAudience);
  return value === 'as:Public' || value === 'Public' ? 'https://www.w3.org/ns/activitystreams#Public' : value;
}
