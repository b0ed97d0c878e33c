import { expect, test } from 'vitest';
import { findSenderHosts } from './senders.ts';

test('draft-cavage-12 §2.1.1: the key is named in the Signature header', () => {
  const signature = 'keyId="https://social.example/users/a#main-key",algorithm="rsa-sha256",headers="date",signature="x"';
  expect(findSenderHosts({ signature })).toEqual(['social.example']);
});

test('RFC 9421 §2.3: the key is named in Signature-Input', () => {
  const headers = {
    signature: 'sig1=:eA==:',
    'signature-input': 'sig1=("@method");created=1;keyid="http://127.0.0.1:8080/actor#key"',
  };
  expect(findSenderHosts(headers)).toEqual(['127.0.0.1:8080']);
});

test('every key counts, so that a second one cannot hide a blocked server', () => {
  const signature = 'keyId="https://a.example/k",keyId="https://b.example/k"';
  expect(findSenderHosts({ signature })).toEqual(['a.example', 'b.example']);
});

test('without a signature, or with a key that is nowhere on the web, there is no sender', () => {
  expect(findSenderHosts({})).toEqual([]);
  expect(findSenderHosts({ signature: 'keyId="urn:x"' })).toEqual([]);
  expect(findSenderHosts({ signature: 'keyId="https://a.example/k",keyId="file:///x"' })).toEqual([]);
});
