import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, readText, send } from './http.ts';
import { readSignature, type Scheme, signMessage, verifyMessage } from './signatures.ts';

const AS2 = 'https://www.w3.org/ns/activitystreams';
const JSON_TYPE = 'application/activity+json';

export interface Received {
  readonly path: string;
  readonly scheme: Scheme | null;
  /** Checked against the key that the sender's actor shows. */
  readonly verified: boolean;
  readonly activity: Record<string, unknown> & { id: string; type: string };
  /** What the double answered; null while it has not. */
  status: number | null;
}

export interface PeerActor {
  readonly id: string;
  readonly inbox: string;
  /** Posts a signed activity; `forged` signs with another key than the actor shows. */
  post(inbox: string, activity: Record<string, unknown>, options?: { scheme?: Scheme | 'none'; forged?: boolean }): Promise<Answer>;
  follow(target: { actor: string; inbox: string }, options?: { id?: string; scheme?: Scheme }): Promise<Answer & { id: string }>;
  unfollow(target: { actor: string; inbox: string }, followId: string): Promise<Answer>;
}

export interface Peer {
  readonly origin: string;
  /** Every post to an inbox, written down before it is answered. */
  readonly received: Received[];
  /** How often an actor's document was asked for. */
  readonly lookups: string[];
  addActor(name: string, options?: { sharedInbox?: boolean }): PeerActor;
  /** What inboxes answer from now on; null means 202 to what is signed well and 401 to the rest. */
  answerWith(answer: { status: number; headers?: Record<string, string> } | null): void;
  /** Takes only this kind of signature; others get 401. */
  accept(scheme: Scheme | null): void;
  close(): Promise<void>;
}

/** Another ActivityPub server on 127.0.0.1, with signature code of its own. */
export async function startPeer(): Promise<Peer> {
  const actors = new Map<string, { document: Record<string, unknown> }>();
  const received: Received[] = [];
  const lookups: string[] = [];
  let fixed: { status: number; headers?: Record<string, string> } | null = null;
  let only: Scheme | null = null;

  const takeIn = async (req: http.IncomingMessage, res: http.ServerResponse) => {
    const body = await readText(req);
    const message = { method: 'POST', url: `${origin}${req.url}`, headers: req.headers as Record<string, string>, body };
    const signature = readSignature(message.headers);
    const entry: Received = {
      path: req.url ?? '',
      scheme: signature?.scheme ?? null,
      verified: signature ? verifyMessage(message, await fetchKey(signature.keyId)) : false,
      activity: JSON.parse(body),
      status: null,
    };
    received.push(entry);
    const isFine = entry.verified && (only === null || entry.scheme === only);
    const { status, headers = {} } = fixed ?? { status: isFine ? 202 : 401 };
    entry.status = status;
    res.writeHead(status, headers).end();
  };

  const server = http.createServer((req, res) => {
    const path = req.url ?? '';
    if (req.method === 'POST') {
      takeIn(req, res).catch((error: unknown) => {
        res.writeHead(500).end(String(error));
      });
      return;
    }
    const actor = actors.get(path.replace(/#.*$/, ''));
    lookups.push(path);
    if (!actor) return void res.writeHead(404).end();
    res.writeHead(200, { 'content-type': JSON_TYPE }).end(JSON.stringify(actor.document));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    received,
    lookups,
    addActor: (name, { sharedInbox = true } = {}) => {
      const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const id = `${origin}/users/${name}`;
      const inbox = `${id}/inbox`;
      const keyId = `${id}#main-key`;
      actors.set(`/users/${name}`, {
        document: {
          '@context': [AS2, 'https://w3id.org/security/v1'],
          id,
          type: 'Person',
          preferredUsername: name,
          inbox,
          outbox: `${id}/outbox`,
          ...(sharedInbox ? { endpoints: { sharedInbox: `${origin}/inbox` } } : {}),
          publicKey: { id: keyId, owner: id, publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }) },
        },
      });
      const post: PeerActor['post'] = (target, activity, { scheme = 'draft-cavage', forged = false } = {}) => {
        const body = JSON.stringify({ '@context': AS2, ...activity });
        const message = { method: 'POST', url: target, headers: { 'content-type': JSON_TYPE }, body };
        const key = forged ? stranger.privateKey : keys.privateKey;
        const signed = scheme === 'none' ? {} : signMessage(message, { keyId, key }, scheme);
        return send(target, { method: 'POST', headers: { ...message.headers, ...signed }, body });
      };
      return {
        id,
        inbox,
        post,
        follow: async (target, { id: given, scheme = 'draft-cavage' } = {}) => {
          const followId = given ?? `${id}/follows/${randomUUID()}`;
          const answer = await post(target.inbox, { id: followId, type: 'Follow', actor: id, object: target.actor }, { scheme });
          return { ...answer, id: followId };
        },
        unfollow: (target, followId) =>
          post(target.inbox, {
            id: `${id}/undos/${randomUUID()}`,
            type: 'Undo',
            actor: id,
            object: { id: followId, type: 'Follow', actor: id, object: target.actor },
          }),
      };
    },
    answerWith: (answer) => {
      fixed = answer;
    },
    accept: (scheme) => {
      only = scheme;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The public key that the owner of `keyId` shows. */
async function fetchKey(keyId: string): Promise<string> {
  const { body } = await send(keyId.replace(/#.*$/, ''), { headers: { accept: JSON_TYPE } });
  const document = JSON.parse(body) as { publicKey?: { id: string; publicKeyPem: string } };
  if (document.publicKey?.id !== keyId) throw new Error(`${keyId} is not the key of its actor`);
  return document.publicKey.publicKeyPem;
}
