import { expect, test } from 'vitest';
import { createSecrets, SealBroken } from './secrets.ts';

const first = 'the first secret of this house, 32+';
const second = 'the second secret of this house, 32+';

test('what was sealed opens again, and never looks the same twice', () => {
  const secrets = createSecrets({ secret: first });
  const sealed = secrets.seal('-----BEGIN KEY----- ünïcode', 'actor-key:1');
  expect(secrets.open(sealed, 'actor-key:1')).toBe('-----BEGIN KEY----- ünïcode');
  expect(secrets.open(secrets.seal('', 'empty'), 'empty')).toBe('');
  expect(secrets.seal('-----BEGIN KEY----- ünïcode', 'actor-key:1')).not.toBe(sealed);
  expect(sealed).not.toContain('BEGIN');
});

test('another purpose, another secret or one changed character does not open it', () => {
  const secrets = createSecrets({ secret: first });
  const sealed = secrets.seal('private', 'actor-key:1');
  expect(() => secrets.open(sealed, 'actor-key:2')).toThrow(SealBroken);
  expect(() => createSecrets({ secret: second }).open(sealed, 'actor-key:1')).toThrow(/another secret/);
  for (let at = sealed.indexOf('.') + 1; at < sealed.length; at += 1) {
    const flipped = sealed[at] === 'A' ? 'B' : 'A';
    const altered = sealed.slice(0, at) + flipped + sealed.slice(at + 1);
    // The last characters of base64url may carry unused bits: then the bytes are the same.
    if (sameBytes(altered, sealed)) continue;
    expect(() => secrets.open(altered, 'actor-key:1'), `character ${at}`).toThrow(SealBroken);
  }
  expect(() => secrets.open('s1.aa', 'x')).toThrow(SealBroken);
});

test('a rotated secret opens old values and says which are stale', () => {
  const old = createSecrets({ secret: first }).seal('private', 'p');
  const rotated = createSecrets({ secret: second, previous: [first] });
  expect(rotated.isStale(old)).toBe(true);
  const fresh = rotated.seal(rotated.open(old, 'p'), 'p');
  expect(rotated.isStale(fresh)).toBe(false);
  expect(createSecrets({ secret: second }).open(fresh, 'p')).toBe('private');
});

test('a short secret is refused', () => {
  expect(() => createSecrets({ secret: 'short' })).toThrow(/32 characters/);
});

function sameBytes(a: string, b: string): boolean {
  const bytes = (sealed: string) =>
    sealed
      .split('.')
      .slice(2)
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      .join();
  return a.split('.').slice(0, 2).join() === b.split('.').slice(0, 2).join() && bytes(a) === bytes(b);
}
