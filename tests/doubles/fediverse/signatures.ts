import { createHash, createSign, createVerify, type KeyObject } from 'node:crypto';

/**
 * HTTP signatures written from the specifications alone, so that what the platform signs is judged
 * by somebody else's reading of them: draft-cavage-http-signatures-12 and RFC 9421, both with
 * RSASSA-PKCS1-v1_5 and SHA-256.
 */
export type Scheme = 'draft-cavage' | 'rfc9421';

export interface Message {
  readonly method: string;
  /** As the sender addressed it, host and port included. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Signer {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** The headers to add to `message`; its Host and Date are made here too. */
export function signMessage(message: Message, { keyId, key }: Signer, scheme: Scheme, now = new Date()): Record<string, string> {
  const base = { host: new URL(message.url).host, date: now.toUTCString() };
  if (scheme === 'draft-cavage') {
    const headers = { ...message.headers, ...base, digest: `SHA-256=${hash(message.body)}` };
    const names = ['(request-target)', 'host', 'date', 'digest'];
    const signature = sign(toCavageText({ ...message, headers }, names), key);
    return {
      ...base,
      digest: headers.digest,
      signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${signature}"`,
    };
  }
  const headers = { ...message.headers, ...base, 'content-digest': `sha-256=:${hash(message.body)}:` };
  const names = ['@method', '@target-uri', 'content-digest'];
  const list = names.map((name) => `"${name}"`).join(' ');
  const parameters = `(${list});created=${Math.floor(now.getTime() / 1000)};keyid="${keyId}";alg="rsa-v1_5-sha256"`;
  return {
    ...base,
    'content-digest': headers['content-digest'],
    'signature-input': `sig=${parameters}`,
    signature: `sig=:${sign(toRfc9421Text({ ...message, headers }, names, parameters), key)}:`,
  };
}

/** Which scheme and key a message carries; null when it carries none. */
export function readSignature(headers: Message['headers']): { scheme: Scheme; keyId: string } | null {
  const input = headers['signature-input'];
  if (input) {
    const keyId = /;keyid="([^"]*)"/.exec(input)?.[1];
    return keyId ? { scheme: 'rfc9421', keyId } : null;
  }
  const keyId = /keyId="([^"]*)"/.exec(headers.signature ?? '')?.[1];
  return keyId ? { scheme: 'draft-cavage', keyId } : null;
}

/** True when the body is the signed one and the signature is that of `publicKeyPem`. */
export function verifyMessage(message: Message, publicKeyPem: string): boolean {
  const { headers } = message;
  const input = headers['signature-input'];
  if (input) {
    const [, label = '', parameters = ''] = /^(\w+)=(.*)$/.exec(input) ?? [];
    const names = [...(/^\(([^)]*)\)/.exec(parameters)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map(([, name = '']) => name);
    const signature = new RegExp(`(?:^|,\\s*)${label}=:([^:]*):`).exec(headers.signature ?? '')?.[1] ?? '';
    if (!names.includes('content-digest') || !names.includes('@method') || !names.includes('@target-uri')) return false;
    if (headers['content-digest'] !== `sha-256=:${hash(message.body)}:`) return false;
    return verify(toRfc9421Text(message, names, parameters), publicKeyPem, signature);
  }
  const read = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(headers.signature ?? '')?.[1] ?? '';
  const names = read('headers').split(' ');
  if (!['(request-target)', 'host', 'date', 'digest'].every((name) => names.includes(name))) return false;
  if (headers.digest !== `SHA-256=${hash(message.body)}`) return false;
  return verify(toCavageText(message, names), publicKeyPem, read('signature'));
}

/** draft-cavage-http-signatures-12 §2.3. */
function toCavageText({ method, url, headers }: Message, names: readonly string[]): string {
  const { pathname, search } = new URL(url);
  return names
    .map((name) =>
      name === '(request-target)' ? `(request-target): ${method.toLowerCase()} ${pathname}${search}` : `${name}: ${headers[name] ?? ''}`,
    )
    .join('\n');
}

/** RFC 9421 §2.5. */
function toRfc9421Text(message: Message, names: readonly string[], parameters: string): string {
  const url = new URL(message.url);
  const readComponent = (name: string): string => {
    if (name === '@method') return message.method.toUpperCase();
    if (name === '@target-uri') return message.url;
    if (name === '@authority') return url.host;
    if (name === '@path') return url.pathname;
    if (name.startsWith('@')) throw new Error(`the double does not know the component ${name}`);
    return (message.headers[name] ?? '').trim();
  };
  return [...names.map((name) => `"${name}": ${readComponent(name)}`), `"@signature-params": ${parameters}`].join('\n');
}

function hash(body: string): string {
  return createHash('sha256').update(body).digest('base64');
}

function sign(text: string, key: KeyObject): string {
  return createSign('sha256').update(text).sign(key, 'base64');
}

function verify(text: string, publicKeyPem: string, signature: string): boolean {
  return createVerify('sha256').update(text).verify(publicKeyPem, signature, 'base64');
}
