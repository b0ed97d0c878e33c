import type { KvStore } from '@fedify/fedify';
import { signRequest } from '@fedify/fedify';
import type { DeliveryAnswer, Federation } from '../../contracts/doors.ts';
import type { SiteName } from '../../contracts/shared.ts';
import { toActorUrl } from './actors.ts';

/** One POST to somewhere outside, guarded against addresses inside and against endless answers. */
export type Post = (
  url: string,
  init: { headers: Record<string, string>; body: string },
) => Promise<{ status: number; retryAfter: string | null; text: string }>;

type Spec = 'draft-cavage-http-signatures-12' | 'rfc9421';

/**
 * The older signature first: some servers answer 2xx to RFC 9421 and drop the message silently
 * (snac2; Pixelfed #6590), while those that want the newer one say so.
 */
const FIRST_KNOCK: Spec = 'draft-cavage-http-signatures-12';
const REFUSALS = new Set([400, 401, 403]);
const GONE = new Set([404, 410]);

/**
 * Signs as the site's actor and posts. Knocks twice: who refuses one kind of signature is tried
 * with the other, and what worked is remembered per server.
 */
export function createClient({
  keys,
  originOf,
  kv,
  post,
}: {
  keys: () => Promise<CryptoKeyPair[]>;
  originOf: (site: SiteName) => string;
  kv: KvStore;
  post: Post;
}): Pick<Federation, 'deliver'> {
  const knock = async (site: SiteName, inbox: string, body: string, spec: Spec) => {
    const [rsa] = await keys();
    if (!rsa) throw new Error('the actors have no keys');
    const request = new Request(inbox, {
      method: 'POST',
      headers: { 'Content-Type': 'application/activity+json', Accept: 'application/activity+json' },
      body,
    });
    const keyId = new URL(`${toActorUrl(site, originOf(site))}#main-key`);
    const signed = await signRequest(request, rsa.privateKey, keyId, { spec });
    return post(inbox, { headers: Object.fromEntries(signed.headers), body });
  };

  return {
    deliver: async ({ site, inbox, body }) => {
      const text = JSON.stringify(body);
      const key = ['signature', new URL(inbox).origin] as const;
      const known = await kv.get<Spec>(key);
      const first = known ?? FIRST_KNOCK;
      const second: Spec = first === 'rfc9421' ? 'draft-cavage-http-signatures-12' : 'rfc9421';
      try {
        let answer = await knock(site, inbox, text, first);
        let spec = first;
        if (REFUSALS.has(answer.status)) {
          const again = await knock(site, inbox, text, second);
          if (!REFUSALS.has(again.status)) [answer, spec] = [again, second];
        }
        if (answer.status < 300 && known !== spec) await kv.set(key, spec);
        return toDeliveryAnswer(answer);
      } catch (error) {
        return { type: 'failed', status: null, reason: toReason(error) };
      }
    },
  };
}

function toDeliveryAnswer(answer: Awaited<ReturnType<Post>>): DeliveryAnswer {
  const { status, text, retryAfter } = answer;
  if (status >= 200 && status < 300) return { type: 'delivered', status };
  if (GONE.has(status)) return { type: 'gone', status };
  const retryAt = toRetryAt(retryAfter);
  return { type: 'failed', status, reason: `HTTP ${status} ${text.slice(0, 500)}`.trim(), ...(retryAt ? { retryAt } : {}) };
}

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3). */
export function toRetryAt(header: string | null, now = Date.now()): Date | null {
  if (!header) return null;
  const at = /^\d+$/.test(header.trim()) ? now + Number(header) * 1000 : Date.parse(header);
  return Number.isFinite(at) ? new Date(at) : null;
}

function toReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return error instanceof Error ? `${error.message}${cause}` : String(error);
}
