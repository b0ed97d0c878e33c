import type { SampleEvent, SampleProduct } from './types.ts';

export const products: readonly SampleProduct[] = [
  {
    slug: 'friday-box',
    title: 'The Friday box',
    summary: 'Seven or eight kinds of vegetables, picked on Thursday evening. Enough for two people, or one who cooks.',
    picture: 'veg-box',
    price: 1450,
    memberPrice: 1250,
    taxBasisPoints: 0,
    labels: ['organic', 'local', 'plastic-free'],
    stock: 40,
    text: `
What is in it depends on the week, and the list stands in the journal by Wednesday. There are always potatoes or roots, always something green, and always one thing that you would not have bought.

Fetch it on Friday between two and seven from the packing shed. Bring last week's box back, please; they are made by Nell's brother and he is not quick.
`,
  },
  {
    slug: 'lino-calendar',
    title: 'Lino calendar for next year',
    summary: 'Twelve pictures by twelve people, printed by hand in rose and black. Four hundred copies, and one spelling mistake.',
    picture: 'calendar',
    price: 1600,
    memberPrice: 1400,
    taxBasisPoints: 2000,
    labels: ['handprinted', 'recycled paper'],
    stock: 120,
    text: `
A3, on 170 gram paper made from old newspapers. Each sheet went through the press twice. The months have room to write in, with anything but a gel pen.

The nail is not included.
`,
  },
  {
    slug: 'rose-tea-towel',
    title: 'Rose tea towel',
    summary: 'Half linen, half cotton, printed with the briar from behind the shed. Better after the tenth wash.',
    picture: 'tea-towel',
    price: 1240,
    taxBasisPoints: 2000,
    labels: ['handprinted', 'linen'],
    stock: 60,
    text: `
Woven in Lancashire, printed here with inks that survive a boil wash. 48 by 78 centimetres, with a loop, because a tea towel without a loop is a cloth.
`,
  },
  {
    slug: 'rosehip-syrup',
    title: 'Rosehip syrup',
    summary: 'From the hedge along the lane, picked after the first frost. A spoonful on porridge, or in fizzy water.',
    picture: 'rosehip-syrup',
    price: 680,
    memberPrice: 600,
    taxBasisPoints: 0,
    labels: ['vegan', 'local'],
    stock: 4,
    text: `
Rosehips, sugar, water, time. We strain it twice, once for the seeds and once for the hairs, which is the part that makes home-made rosehip syrup memorable in the wrong way.

250 ml. Keeps for a year, and for three weeks once it is open.
`,
  },
  {
    slug: 'seed-selection',
    title: 'Four packets of saved seed',
    summary: 'A carrot, a pea, a flower and a lettuce that do well with little, in packets that we printed ourselves.',
    picture: 'seed-packets',
    price: 950,
    memberPrice: 850,
    taxBasisPoints: 2000,
    labels: ['open-pollinated', 'organic'],
    stock: 30,
    text: `
Seed that you can save again, from plants that were chosen because they were good and not because they were big. Each packet says when, how deep and how far apart, in words that fit on a packet.

The fourth one changes with the season.
`,
  },
];

export const events: readonly SampleEvent[] = [
  {
    slug: 'winter-supper',
    title: 'Winter supper in the smithy',
    summary: 'Soup, bread, a pie and a pudding at one long table, with the press pushed to the wall. Bring a jumper.',
    picture: 'long-table',
    place: 'The old smithy, Cinder Lane',
    timeZone: 'Europe/London',
    inDays: 18,
    from: '19:00',
    to: '22:30',
    room: 40,
    quotas: { seats: 36 },
    tickets: [
      { name: 'A place at the table', price: 1800, memberPrice: 1500, quota: 'seats' },
      { name: 'A place for somebody under sixteen', price: 800, quota: 'seats' },
    ],
    text: `
Adaeze cooks, everybody carries. The soup is what the frost left, the pie has a version without meat, and there will be somebody with a fiddle if the roads are clear.

Tell us what you cannot eat when you arrive, or the day before if it is a long list. The smithy has a step at the door and a ramp round the side.

Doors at half past six. We sit down at seven, because of the soufflé, which has been described as ambitious.
`,
  },
  {
    slug: 'cut-and-print',
    title: 'Cut and print: a lino evening',
    summary: 'Cut a block, ink it, print it on a press from 1917, and take ten cards home. No experience needed.',
    picture: 'cut-block',
    place: 'The old smithy, Cinder Lane',
    timeZone: 'Europe/London',
    inDays: 32,
    from: '18:30',
    to: '21:30',
    room: 12,
    quotas: { blocks: 10 },
    tickets: [
      { name: 'With everything you need', price: 3200, memberPrice: 2800, quota: 'blocks' },
      { name: 'With your own tools', price: 2400, quota: 'blocks' },
      { name: 'Just to watch', price: 0 },
    ],
    text: `
Tomas shows how to hold the gouge so that it goes where you look and not where your other hand is. Then everyone cuts a block the size of a postcard, and we print them one after another, so there is time to look and to have tea.

Bring an idea that is simple. Leaves are good, birds are hard, lettering has to be backwards.
`,
  },
];
