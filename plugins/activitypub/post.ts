import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isValidPublicIPv4Address, isValidPublicIPv6Address, validatePublicUrl } from '@fedify/fedify';
import { Agent, request } from 'undici';
import type { Post } from './client.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 4096;

/**
 * POSTs to other servers: no private addresses, no redirects, a time limit for the whole exchange,
 * and only the beginning of the answer is read. The address is judged where the connection is
 * made, so a name that changes its address in between is judged by the one that is used.
 */
export function createPost({ allowPrivateAddress }: { allowPrivateAddress: boolean }): Post {
  const connect = { timeout: TIMEOUT_MS, ...(allowPrivateAddress ? {} : { lookup: lookUpPublic }) };
  const agent = new Agent({ connect, connections: 4, keepAliveTimeout: 4_000 });
  return async (url, { headers, body }) => {
    // Addresses written as numbers are not looked up; this judges them.
    if (!allowPrivateAddress) await validatePublicUrl(url);
    const answer = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await readBeginning(answer.body);
    const retryAfter = answer.headers['retry-after'];
    return { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null, text };
  };
}

/** dns.lookup that answers public addresses or an error. */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const inside = found.find(({ address, family }) => !isPublic(address, family));
    if (inside) return callback(new Error(`${hostname} is at ${inside.address}, which is not public`), []);
    const [first] = found;
    if (options.all) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  });
};

function isPublic(address: string, family: number): boolean {
  return family === 6 ? isValidPublicIPv6Address(address) : isValidPublicIPv4Address(address);
}

async function readBeginning(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_ANSWER) break;
  }
  body.destroy();
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER).toString('utf8');
}
