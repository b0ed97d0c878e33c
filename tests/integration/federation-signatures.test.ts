import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Message, readSignature, type Scheme, signMessage, verifyMessage } from '../doubles/fediverse/signatures.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const plain: Message = { method: 'POST', url: 'http://127.0.0.1:8080/inbox', headers: { 'content-type': 'application/json' }, body: '{}' };

test.each<Scheme>(['draft-cavage', 'rfc9421'])('%s: a signature holds for what was signed and nothing else', (scheme) => {
  const headers = { ...plain.headers, ...signMessage(plain, { keyId: 'http://127.0.0.1/a#k', key: keys.privateKey }, scheme) };
  const message = { ...plain, headers };
  expect(readSignature(headers)).toEqual({ scheme, keyId: 'http://127.0.0.1/a#k' });
  expect(verifyMessage(message, pem)).toBe(true);
  expect(verifyMessage({ ...message, body: '{"a":1}' }, pem)).toBe(false);
  expect(verifyMessage({ ...message, url: 'http://127.0.0.1:8080/other' }, pem)).toBe(false);
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect(verifyMessage(message, other)).toBe(false);
});
