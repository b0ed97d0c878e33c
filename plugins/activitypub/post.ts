import { validatePublicUrl } from '@fedify/fedify';
import { request } from 'undici';
import type { Post } from './client.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 4096;

/** POSTs to other servers: no private addresses, no redirects, a time limit, a short answer. */
export function createPost({ allowPrivateAddress }: { allowPrivateAddress: boolean }): Post {
  return async (url, { headers, body }) => {
    if (!allowPrivateAddress) await validatePublicUrl(url);
    const answer = await request(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    let text = '';
    for await (const chunk of answer.body) {
      text += String(chunk);
      if (text.length > MAX_ANSWER) break;
    }
    const retryAfter = answer.headers['retry-after'];
    return { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null, text };
  };
}
