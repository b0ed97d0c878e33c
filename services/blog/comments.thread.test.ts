import { expect, test } from 'vitest';
import { type CommentRow, toThread } from './comments.thread.ts';

const row = (id: string, more: Partial<CommentRow> = {}): CommentRow => ({
  id,
  parent: null,
  inReplyTo: null,
  html: `<p>${id}</p>`,
  author: { name: id.toUpperCase(), handle: null, url: null },
  createdAt: '2026-11-01T09:00:00Z',
  editedAt: null,
  pinned: false,
  ...more,
});
const say = (rows: readonly CommentRow[]) =>
  toThread(rows)
    .comments.map(
      ({ id, html, replies }) =>
        `${id}${html === null ? '-' : ''}${replies.length > 0 ? `(${replies.map((reply) => reply.id).join(' ')})` : ''}`,
    )
    .join(' ');

test('pinned ones stand first, the others in the order in which they came', () => {
  expect(say([row('a'), row('b', { pinned: true }), row('c'), row('d', { pinned: true })])).toBe('b d a c');
});

test('answers stand under what they answer, two levels deep', () => {
  expect(say([row('a'), row('b', { parent: 'a', inReplyTo: 'a' }), row('c'), row('d', { parent: 'a', inReplyTo: 'b' })])).toBe('a(b d) c');
});

test('one that was taken away keeps its place while it is answered', () => {
  const gone = { html: null };
  expect(say([row('a', gone), row('b', { parent: 'a', inReplyTo: 'a' }), row('c', gone)])).toBe('a-(b)');
  expect(say([row('a'), row('b', { parent: 'a', ...gone }), row('c', { parent: 'a', inReplyTo: 'b' })])).toBe('a(b c)');
  expect(say([row('a', gone), row('b', { parent: 'a', ...gone })])).toBe('');
});

test('it is said whom an answer answers, when that is not who began the thread', () => {
  const rows = [row('a'), row('b', { parent: 'a', inReplyTo: 'a' }), row('c', { parent: 'a', inReplyTo: 'b' })];
  expect(toThread(rows).comments[0]?.replies.map(({ inReplyTo }) => inReplyTo)).toEqual([null, { id: 'b', name: 'B' }]);
});

test('only what can be read is counted', () => {
  expect(toThread([row('a', { html: null }), row('b', { parent: 'a' }), row('c', { parent: 'x' })]).count).toBe(1);
});
