import { everything } from './everything.ts';
import type { SamplePage } from './types.ts';

export const pages: readonly SamplePage[] = [
  {
    slug: 'about',
    title: 'About Cinder Lane',
    excerpt: 'Nine acres, one press, and a hundred and twelve owners.',
    picture: 'apple-tree',
    inMenu: true,
    text: `
Cinder Lane is a market garden and a print shop at the end of a lane that really is made of cinders. It belongs to the people who work here and the people who eat here: a hundred and twelve of them at the last count, each with one share and one vote.

We grow vegetables on nine acres without poison. We print on paper with a press from 1917. On Fridays there is a box to fetch, on Thursdays the smithy is open, and about once a month there is a supper.

## How to find us

The lane turns off beside the chapel. There is a rose on the gate. The bus stops at the chapel every hour until seven, and there is a rack for bicycles and room for eleven cars.

## How to join

A share costs £25 and can be paid in five parts. Come to a supper, or to the members' meeting on the last Sunday of a month, and say hello. You do not need to be a member to read this, to buy a box, or to come and look.

## Who to ask

- the field and the boxes: Nell Harrow
- the press: Tomas Reid
- the suppers and the money: Adaeze Okoro
`,
  },
  {
    slug: 'rules',
    title: 'Rules and privacy',
    excerpt: 'What we keep about you, why, and how we treat each other.',
    text: `
## What we keep

When you sign in, a cookie keeps you signed in. When you put something in the basket, a cookie remembers which basket is yours. There are no others. Nothing on these pages is loaded from another company, and nobody counts you.

When you order, we keep your name, your e-mail address and what you ordered for six years, because the tax office asks us to. When you follow us by mail, we keep your address until you stop, which takes one click.

You may ask what we have about you, and we send it to you. You may ask us to forget it, and we do, apart from the orders.

## How we treat each other

Be as you would be at the long table. Say what you think of the soup, not of the person who made it. If something here is wrong or hurts, write to the [people who run the place](/about/), and somebody will answer within two days.

## Orders and money

Prices have the tax inside. What you ordered and did not like, bring back. If a supper is full and you cannot come, tell us by noon and you have your money back, because somebody else is hungry.
`,
  },
  everything,
];
