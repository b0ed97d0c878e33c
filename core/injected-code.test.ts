import { expect, test } from 'vitest';
import { allowCode } from './injected-code.ts';

const listed = ['https://stats.example.org'];

test('an inline script is allowed by its hash, and stands as it was written', () => {
  const { html, scripts } = allowCode('<script>if (1 < 2 && true) alert("x")</script>', listed);
  expect(html).toBe('<script>if (1 < 2 && true) alert("x")</script>');
  // openssl dgst -sha256 -binary | base64
  expect(scripts).toEqual(['sha256-X3zFLJjOFebupYXYk0r2MOBCG9NhB7lJA3YjFJ6DDE4=']);
});

test('a script from a listed origin stays, any other goes', () => {
  const code =
    '<script src="https://stats.example.org/a.js" defer></script><script src="https://evil.example/b.js"></script><script src="/c.js"></script>';
  const { html, origins } = allowCode(code, listed);
  expect(html).toBe('<script src="https://stats.example.org/a.js" defer=""></script>');
  expect(origins).toEqual(listed);
});

test('styles have hashes, data is left alone, what would change the whole page is dropped', () => {
  const { html, scripts, styles } = allowCode(
    '<style>p{color:red}</style><script type="application/ld+json">{}</script><base href="https://evil.example"><meta http-equiv="refresh" content="0"><p onclick="x()">a</p>',
    [],
  );
  expect(html).toBe('<style>p{color:red}</style><script type="application/ld+json">{}</script><p>a</p>');
  expect([scripts.length, styles.length]).toEqual([0, 1]);
});
