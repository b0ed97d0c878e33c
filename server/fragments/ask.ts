import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent } from 'undici';
import { z } from 'zod';
import type { HostName, SiteName } from '../../contracts/shared.ts';
import { sign, verifySignature } from '../../core/signing.ts';
import type { CacheClient } from '../../platform/cache.ts';
import type { RenderSite } from '../host/sites.ts';
import { GUEST, type Subject, toKnownSubject } from '../host/subjects.ts';
import { isTag } from '../page-cache/cache-headers.ts';
import type { FragmentAnswer, FragmentRef } from './fragments.ts';
import type { Peers } from './peers.ts';
import { findFragmentKind } from './registry.ts';

const PREFIX = '/internal/fragments/';
const LARGEST = 256 * 1024;
/** The reader waits 300 ms; a slow answer is still good for the next one. */
const PEER_TIMEOUT_MS = 3_000;

export interface FragmentAsker {
  /** In this process when the owner runs here, else from one that runs it. Throws without a good answer. */
  ask(ref: FragmentRef, subject: Subject): Promise<FragmentAnswer>;
  /** Answers another process; false when the request is not one of ours, and nothing was sent. */
  answer(site: SiteName, req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

export function createFragmentAsker(options: {
  renderSite: RenderSite;
  /** Sites that run in this process. */
  here: ReadonlySet<SiteName>;
  peers: Peers;
  secret: string;
  /** Of processes that have not been started anew since the secret changed. */
  previousSecret?: string | undefined;
  origins: Readonly<Record<HostName, string>>;
  cache: CacheClient;
}): FragmentAsker {
  const { renderSite, here, peers, secret, previousSecret, origins, cache } = options;
  const secrets = previousSecret === undefined ? [secret] : [secret, previousSecret];
  const agent = new Agent({ connections: 16, connectTimeout: 1_000 });

  async function askHere(site: SiteName, url: string, subject: Subject): Promise<FragmentAnswer> {
    const { result } = await renderSite({ site, url, subject, headers: { accept: 'text/html' } });
    if (result.type === 'streamed' || result.status !== 200) {
      throw new Error(`${site} answered ${result.type === 'streamed' ? 'something endless' : result.status} for ${url}.`);
    }
    if (result.body.length > LARGEST) throw new Error(`The fragment ${url} of ${site} is too large.`);
    return { html: result.body, tags: toTags(result.headers['cache-tag']) };
  }

  async function askPeer(site: SiteName, url: string, subject: Subject): Promise<FragmentAnswer> {
    const peer = peers.find(site);
    if (!peer) throw new Error(`No process that runs ${site} is known.`);
    const { host } = new URL(origins[site]);
    const [path = '', query = ''] = url.split('?');
    const viewer = toViewerHeader(subject);
    const time = Date.now();
    // Named for its receiver, so that no other process takes it a second time.
    const nonce = `${peer.id}.${randomUUID()}`;
    const { statusCode, headers, body } = await agent.request({
      origin: peer.url,
      path: url,
      method: 'GET',
      headers: {
        host,
        'x-rose-viewer': viewer,
        'x-rose-time': String(time),
        'x-rose-nonce': nonce,
        'x-rose-signature': sign({ method: 'GET', host, path, query, viewer, time, nonce }, secret),
      },
      headersTimeout: PEER_TIMEOUT_MS,
      bodyTimeout: PEER_TIMEOUT_MS,
    });
    const html = Buffer.from(await body.bytes());
    if (statusCode !== 200 || headers['x-rose-fragment'] !== 'good') throw new Error(`${site} answered ${statusCode} from ${peer.url}.`);
    return { html, tags: toTags(headers['cache-tag']) };
  }

  async function isOurs(req: IncomingMessage, path: string, query: string): Promise<boolean> {
    const parsed = signedHeaders.safeParse(req.headers);
    if (!parsed.success || req.method !== 'GET') return false;
    const { 'x-rose-viewer': viewer, 'x-rose-time': time, 'x-rose-nonce': nonce, 'x-rose-signature': signature, host } = parsed.data;
    const parts = { method: 'GET', host, path, query, viewer, time, nonce };
    const now = Date.now();
    if (!secrets.some((one) => verifySignature({ parts, signature, secret: one, now }) === 'good')) return false;
    // Remembered for as long as the signature could be good, either way of the clock.
    return nonce.startsWith(`${peers.id}.`) && (await cache.setIfAbsent(`nonce:${nonce}`, '1', 150));
  }

  return {
    ask(ref, subject) {
      const url = PREFIX + ref.type + (ref.params === '' ? '' : `?${ref.params}`);
      const who = ref.personal ? subject : GUEST;
      return here.has(ref.owner) ? askHere(ref.owner, url, who) : askPeer(ref.owner, url, who);
    },
    async answer(site, req, res) {
      const url = req.url ?? '';
      const [path = '', query = ''] = url.split('?', 2);
      const kind = path.startsWith(PREFIX) ? findFragmentKind(path.slice(PREFIX.length)) : null;
      if (!kind?.owners.includes(site) || !here.has(site) || !(await isOurs(req, path, query))) return false;
      const subject = toSubject(String(req.headers['x-rose-viewer'] ?? ''));
      const answer = subject && (await askHere(site, url, subject).catch(() => null));
      // A failure is an empty 200, and says so to the one who might keep it.
      const html = answer ? answer.html : Buffer.alloc(0);
      res.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': html.length,
        'cache-control': answer ? `private, max-age=${kind.ttl}` : 'no-store',
        'x-rose-fragment': answer ? 'good' : 'failed',
        ...(answer && answer.tags.length > 0 ? { 'cache-tag': answer.tags.join(',') } : {}),
      });
      res.end(html);
      return true;
    },
    close: () => agent.close(),
  };
}

const signedHeaders = z.object({
  host: z.string(),
  'x-rose-viewer': z.string(),
  'x-rose-time': z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
  'x-rose-nonce': z.string().max(200),
  'x-rose-signature': z.string().max(200),
});

const subjectSchema = z.object({
  viewer: z
    .object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      roles: z.array(z.enum(['admin', 'editor', 'author', 'member'])),
      paid: z.boolean(),
      tiers: z.array(z.string()),
      sid: z.string().exactOptional(),
    })
    .nullable(),
  basketToken: z.string().nullable(),
});

function toViewerHeader({ viewer, basketToken }: Subject): string {
  if (!viewer && basketToken === null) return '';
  return Buffer.from(JSON.stringify({ viewer, basketToken })).toString('base64url');
}

function toSubject(header: string): Subject | null {
  if (header === '') return GUEST;
  try {
    const { viewer, basketToken } = subjectSchema.parse(JSON.parse(Buffer.from(header, 'base64url').toString()));
    return toKnownSubject(viewer, basketToken);
  } catch {
    return null;
  }
}

function toTags(header: unknown): string[] {
  return typeof header === 'string'
    ? header
        .split(',')
        .map((tag) => tag.trim())
        .filter(isTag)
    : [];
}
