import { expect, test } from 'vitest';
import { toCardAudience, toSegment, toVisibility } from './audience.ts';

test.each([
  ['public', 'public', []],
  [null, 'public', []],
  ['members', 'members', []],
  ['paid', 'paid', []],
  ['tiers', 'tiers', ['gold']],
  ['status:-free', 'paid', []],
  ['status:free,status:-free', 'members', []],
  ["product:silver,product:'gold'", 'tiers', ['gold', 'silver']],
] as const)('%j is %s', (visibility, expected, tiers) => {
  expect(toVisibility(visibility, ['gold'])).toMatchObject({ visibility: expected, tiers, unread: [] });
});

test('a filter that is not understood opens nothing', () => {
  expect(toVisibility('label:vip', [])).toEqual({ visibility: 'tiers', tiers: [], unread: ['label:vip'] });
  expect(toVisibility('status:-free+label:vip', [])).toMatchObject({ visibility: 'tiers', tiers: [] });
  expect(toVisibility('product:gold+label:vip', [])).toMatchObject({ visibility: 'tiers', tiers: [] });
});

const everyone = 'status:free,status:-free';
test.each([
  [{ web: { nonMember: true, memberSegment: everyone }, email: { memberSegment: everyone } }, {}],
  [{ web: { nonMember: false, memberSegment: everyone }, email: { memberSegment: everyone } }, { shownTo: ['members', 'paid'] }],
  [
    { web: { nonMember: true, memberSegment: '' }, email: { memberSegment: '' } },
    { shownTo: ['guests'], mailedTo: ['nobody'] },
  ],
  [
    { web: { nonMember: false, memberSegment: '' }, email: { memberSegment: 'status:-free' } },
    { shownTo: ['nobody'], mailedTo: ['paid'] },
  ],
  [{ showOnWeb: false, showOnEmail: true, segment: '' }, { shownTo: ['nobody'] }],
  [
    { emailOnly: true, segment: 'status:free' },
    { shownTo: ['nobody'], mailedTo: ['members'] },
  ],
  [undefined, {}],
])('the visibility of a card: %j', (visibility, expected) => {
  expect(toCardAudience(visibility)).toEqual(expected);
});

test('a segment nobody knows names nobody', () => {
  expect(toSegment('label:vip')).toEqual([]);
});
