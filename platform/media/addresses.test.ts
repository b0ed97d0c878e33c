import type { Payload } from 'payload';
import { expect, test } from 'vitest';
import { toThumbnailUrl } from '../pictures.ts';
import { readVariant, toFileAddress, toThumbnail, toVariantAddress } from './addresses.ts';

const id = '0f0e0d0c-0b0a-4908-8706-050403020100';
const secret = 'a secret of this test';

function read(address: string, secrets: readonly string[] = [secret]) {
  const url = new URL(address, 'http://blog.example.org');
  const [, , owner = '', name = ''] = url.pathname.split('/');
  return readVariant({ id: owner, name, query: url.searchParams }, secrets);
}

test('an address of ours is read back', () => {
  const variant = { id, fingerprint: 'abc', width: 640, format: 'avif' } as const;
  const address = toVariantAddress(variant, secret);
  expect(address).toMatch(new RegExp(`^/media/${id}/640\\.avif\\?v=abc&s=[\\w-]{12}$`));
  expect(read(address)).toEqual(variant);
  const cut = { ...variant, height: 360 };
  expect(read(toVariantAddress(cut, secret))).toEqual(cut);
  expect(read(address, ['a newer secret', secret])).toEqual(variant);
});

test.each([
  ['another width', (address: string) => address.replace('640', '641')],
  ['another format', (address: string) => address.replace('avif', 'webp')],
  ['a height', (address: string) => address.replace('640', '640x10')],
  ['another version', (address: string) => address.replace('v=abc', 'v=abd')],
  ['another file', (address: string) => address.replace(id, id.replace('0f', '0e'))],
  ['no signature', (address: string) => address.replace(/&s=.*/, '')],
  ['a shorter signature', (address: string) => address.slice(0, -1)],
])('%s is forged', (_what, alter) => {
  expect(read(alter(toVariantAddress({ id, fingerprint: 'abc', width: 640, format: 'avif' }, secret)))).toBe('forged');
});

test('other names are none of a variant', () => {
  expect(read(toFileAddress({ id, filename: 'a b.jpg', fingerprint: 'abc' }))).toBeNull();
  for (const name of ['0.avif', '99999.avif', '640.exe', '640x.avif', '1.avif']) expect(read(`/media/${id}/${name}?v=abc&s=x`)).toBeNull();
});

test('a thumbnail has one address, also of a file whose version nobody knows', () => {
  const payload = { config: { serverURL: 'https://cms.example.org' }, secret } as Payload;
  for (const fingerprint of ['abc', null]) {
    const small = toThumbnail({ id, filename: 'a.png', mimeType: 'image/png', fingerprint }, secret);
    expect(toThumbnailUrl(payload, { id, fingerprint })).toBe(`https://cms.example.org${small}`);
    expect(read(small ?? '')).toMatchObject({ id, width: 320, fingerprint: fingerprint ?? '0' });
  }
});
