import { generateCryptoKeyPair, signRequest } from '@fedify/fedify';
import { Create, Note, PUBLIC_COLLECTION } from '@fedify/fedify/vocab';
import { createSign } from '../plugins/activitypub/sign.ts';

const SECONDS = 3;
const INBOX = 'https://peer.example/inbox';

/**
 * What one core signs in a second: `bare` is the RSA signature alone, `request` a whole HTTP
 * signature (one per delivery), `activity` the proofs inside an activity (once for all deliveries).
 */
export async function run({ say }: { say: (line: string) => void }): Promise<Record<string, number>> {
  const keys = await Promise.all([generateCryptoKeyPair('RSASSA-PKCS1-v1_5'), generateCryptoKeyPair('Ed25519')]);
  const [{ privateKey }] = keys;
  const sign = createSign({ keys: async () => keys, originOf: (site) => `https://${site}.example` });
  const actor = new URL('https://blog.example/ap/actors/blog');
  const activity = new Create({
    id: new URL('https://blog.example/ap/activities/1'),
    actor,
    tos: [PUBLIC_COLLECTION],
    object: new Note({ id: new URL('https://blog.example/ap/posts/1'), attribution: actor, content: 'x'.repeat(4000) }),
  });
  const { body } = await sign({ site: 'blog', activity, objectUrl: null });
  const text = JSON.stringify(body);
  const bytes = new TextEncoder().encode(text);

  say(`signing for ${SECONDS} seconds each`);
  const bare = await measure(() => crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, bytes));
  const request = await measure(() =>
    signRequest(
      new Request(INBOX, { method: 'POST', headers: { 'content-type': 'application/activity+json' }, body: text }),
      privateKey,
      new URL('#main-key', actor),
      { spec: 'draft-cavage-http-signatures-12' },
    ),
  );
  const proven = await measure(() => sign({ site: 'blog', activity, objectUrl: null }));
  return { bare, request, activity: proven, requestRatio: round(request / bare), activityRatio: round(proven / bare) };
}

/** How often `work` can be done in a second, one after another. */
async function measure(work: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 20; warm += 1) await work();
  const begin = performance.now();
  let done = 0;
  while (performance.now() - begin < SECONDS * 1000) {
    await work();
    done += 1;
  }
  return Math.round((done / (performance.now() - begin)) * 1000);
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
