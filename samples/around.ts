import type { SampleComment, SampleMenuEntry, SampleRedirect, SampleTagGroup } from './types.ts';

/** What stands around the texts: groups of subjects, the menus, what readers said, old addresses, a sentence above all. */

export const tagGroups: readonly SampleTagGroup[] = [
  {
    slug: 'the-land',
    name: 'The land',
    description: 'The field, the kitchen behind it, and the book in which its weather is written down.',
    tags: ['growing', 'kitchen', 'the-weather-book'],
  },
  {
    slug: 'the-house',
    name: 'The house',
    description: 'The press in the smithy, and how a hundred and twelve owners agree.',
    tags: ['printing', 'the-co-op'],
  },
];

export const menu: readonly SampleMenuEntry[] = [
  {
    label: 'Journal',
    href: 'blog:/',
    below: [
      { group: 'the-land', below: [{ tag: 'growing' }, { tag: 'kitchen' }, { tag: 'the-weather-book' }] },
      { group: 'the-house', below: [{ tag: 'printing' }, { tag: 'the-co-op' }] },
      { label: 'Everything by month', href: '/archive/' },
    ],
  },
  { label: 'Market', href: 'market:/' },
  { label: 'Events', href: 'events:/' },
  { label: 'Fediverse', href: 'federation:/' },
  { page: 'about' },
];

export const footerMenu: readonly SampleMenuEntry[] = [{ page: 'about', label: 'How to find us' }, { page: 'everything' }];

export const comments: readonly SampleComment[] = [
  {
    key: 'pardoe',
    post: 'what-the-frost-left-us',
    name: 'Mrs Pardoe',
    hoursAfter: 5,
    text: 'Minus seven at ours, on the kitchen thermometer, which has been right since 1962.\n\nThe leeks did not mind.',
  },
  {
    key: 'nell',
    answers: 'pardoe',
    post: 'what-the-frost-left-us',
    author: 'nell-harrow',
    hoursAfter: 7,
    text: 'I have written it into the book with your name beside it.',
  },
  {
    key: 'gone',
    post: 'what-the-frost-left-us',
    name: 'Somebody',
    hoursAfter: 9,
    status: 'deleted',
    text: 'Nothing.',
  },
  {
    key: 'tomas',
    answers: 'gone',
    post: 'what-the-frost-left-us',
    author: 'tomas-reid',
    hoursAfter: 10,
    text: 'Fair enough. The ink was stiff as well.',
  },
  {
    key: 'far',
    post: 'what-the-frost-left-us',
    name: 'Ines',
    handle: '@ines@garden.example',
    hoursAfter: 12,
    text: 'We are at the sea and have not had one yet. Is it too late to sow broad beans?',
  },
  {
    key: 'answer',
    answers: 'far',
    post: 'what-the-frost-left-us',
    author: 'nell-harrow',
    hoursAfter: 13,
    text: 'Not at all. Put them where the wind does not come round the corner.',
  },
  {
    key: 'open',
    post: 'a-press-that-will-outlast-us',
    author: 'tomas-reid',
    hoursAfter: 3,
    pinned: true,
    text: 'The door is open on Thursday as always. If you bring paper, bring it flat.',
  },
  {
    key: 'cow',
    post: 'a-press-that-will-outlast-us',
    name: 'Owen Llwyd',
    hoursAfter: 2,
    text: 'Which cow?',
  },
];

export const redirects: readonly SampleRedirect[] = [
  { from: '^/(\\d{4})/(\\d{2})/(.+?)/?$', to: '/$3/', pattern: true },
  { from: '/newsletter-2019/', to: '/archive/', permanent: false },
];

export const announcement = 'The smithy door is open on Thursdays from ten. [How to find us](/about/)';
