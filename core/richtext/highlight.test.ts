import { expect, test } from 'vitest';
import { toPlainText } from '../html.ts';
import { highlight } from './highlight.ts';

test('words of a language get their class, and no character changes', () => {
  const code = 'const a = "<b>"; // x & y';
  const html = highlight(code, 'js') ?? '';
  expect(html).toContain('<span class="hl-keyword">const</span>');
  expect(html).not.toContain('<b>');
  expect(toPlainText(html.replaceAll('&#x27;', "'"))).toBe(code);
});

test.each(['js', 'ts', 'html', 'py', 'rb', 'sh', 'toml', 'yml', 'sql', 'rust'])('%s is known by its short name', (language) => {
  expect(highlight('x', language)).not.toBeNull();
});

test('an unknown language stays plain, and so does what is too long', () => {
  expect(highlight('x', 'klingon')).toBeNull();
  expect(highlight('x'.repeat(70_000), 'js')).toBeNull();
});
