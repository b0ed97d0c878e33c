import { expect, test } from 'vitest';
import { CARDS } from './cards.ts';
import type { KoenigNode } from './koenig.ts';
import { toOurBody } from './koenig.ts';

const map = (card: KoenigNode) => {
  const [node] = toOurBody({ root: { children: [card] } }, { seed: 'x', warn: () => {} }).root.children;
  return node?.type === 'block' ? node.fields : null;
};

test('what a card leaves out has the default that Ghost gives it', () => {
  expect(map({ type: 'call-to-action', buttonText: '' })).toMatchObject({ buttonText: 'Learn more', showButton: true, showDividers: true });
  expect(map({ type: 'signup' })).toMatchObject({ buttonText: 'Subscribe', layout: 'wide', alignment: 'left' });
  expect(map({ type: 'callout', calloutText: 'x' })).toMatchObject({ emoji: '💡', backgroundColor: 'blue' });
  expect(map({ type: 'callout', calloutText: 'x', calloutEmoji: '' })).not.toHaveProperty('emoji');
  expect(map({ type: 'email-cta', html: 'x' })).toMatchObject({ mailedTo: ['members'] });
});

test('an embed says what its provider said, a bookmark has its facts side by side', () => {
  expect(map({ type: 'embed', url: 'u', html: 'h', metadata: { title: 'T', width: 2 } })).toMatchObject({
    title: 'T',
    metadata: { title: 'T', width: 2 },
  });
  expect(map({ type: 'bookmark', url: 'u', metadata: { title: 'T', icon: 'i' } })).toMatchObject({ title: 'T', icon: 'i' });
});

test('what is closed to guests stays closed', () => {
  const visibility = { web: { nonMember: false, memberSegment: 'status:-free' }, email: { memberSegment: '' } };
  for (const type of ['html', 'call-to-action', 'transistor']) {
    expect(map({ type, visibility }), type).toMatchObject({ shownTo: ['paid'], mailedTo: ['nobody'] });
  }
});

test('every card of Ghost’s editor has its function', () => {
  expect([...CARDS.keys()].toSorted()).toEqual(
    'audio bookmark button call-to-action callout codeblock email email-cta embed file gallery header html image markdown paywall product signup toggle transistor video'.split(
      ' ',
    ),
  );
});
