import type { SampleAuthor, SampleFile, SamplePicture, SampleTag } from './types.ts';

export const house = {
  title: 'Cinder Lane',
  description: 'A market garden and a print shop, owned by the people who work and eat here.',
  timeZone: 'Europe/London',
  locale: 'en-GB',
} as const;

export const authors: readonly SampleAuthor[] = [
  {
    slug: 'nell-harrow',
    name: 'Nell Harrow',
    email: 'nell@cinderlane.example',
    bio: 'Grows the vegetables and keeps the weather book. Has an opinion on every slug.',
    picture: 'face-nell',
  },
  {
    slug: 'tomas-reid',
    name: 'Tomas Reid',
    email: 'tomas@cinderlane.example',
    bio: 'Prints on the old platen press in the smithy, mostly on Thursdays, mostly in two colours.',
    picture: 'face-tomas',
  },
  {
    slug: 'adaeze-okoro',
    name: 'Adaeze Okoro',
    email: 'adaeze@cinderlane.example',
    bio: 'Cooks for the suppers and keeps the books, which she says is the same skill.',
    picture: 'face-adaeze',
  },
];

export const tags: readonly SampleTag[] = [
  { slug: 'growing', name: 'Growing', description: 'What is in the ground, what is coming up, and what ate it.' },
  { slug: 'printing', name: 'Printing', description: 'From the press in the old smithy: ink, lino, paper, patience.' },
  { slug: 'kitchen', name: 'Kitchen', description: 'What we cook from the box, written down before we forget.' },
  { slug: 'the-weather-book', name: 'The weather book', description: 'A year on the long field, a page at a time, oldest first.' },
  { slug: 'the-co-op', name: 'The co-op', description: 'How we run the place: money, meetings, and who decides.' },
];

export const pictures: readonly SamplePicture[] = [
  { name: 'field-in-winter', alt: 'Rows of winter greens run to a hedge under a low red sun' },
  { name: 'platen-press', alt: 'A black platen press with a flywheel, and a sheet with a printed rose just off it' },
  { name: 'rose-from-ash', alt: 'A rose grows out of a grey heap of ash, with embers in the dark' },
  { name: 'beetroots', alt: 'Three red beetroots with their leaves on' },
  { name: 'squashes', alt: 'Eight winter squashes, each of another shape, on two shelves' },
  { name: 'tunnel-at-night', alt: 'A polytunnel lit from inside, under stars and a thin moon' },
  { name: 'apple-tree', alt: 'An apple tree full of red fruit, with a ladder against it' },
  { name: 'long-table', alt: 'A long table with candles, four bowls of soup and a loaf' },
  { name: 'robin-on-the-fork', alt: 'A robin sits on a garden fork in a heap of compost' },
  { name: 'seed-packets', alt: 'Four paper packets of seed with drawings of carrot, pea, flower and lettuce' },
  { name: 'veg-box', alt: 'A wooden box with leeks, a cabbage, carrots and beetroot' },
  { name: 'calendar', alt: 'A printed calendar with a rose and six small pictures, hung from a nail' },
  { name: 'tea-towel', alt: 'A tea towel printed with roses and leaves, over a wooden rail' },
  { name: 'rosehip-syrup', alt: 'Three jars of red syrup on a window sill, with a sprig of rosehips' },
  { name: 'cut-block', alt: 'A lino block with a rose cut into it, beside a roller and a gouge' },
  { name: 'hands', alt: 'Five raised hands, each in another colour' },
  { name: 'face-nell', alt: 'Nell Harrow' },
  { name: 'face-tomas', alt: 'Tomas Reid' },
  { name: 'face-adaeze', alt: 'Adaeze Okoro' },
];

export const files: readonly SampleFile[] = [
  { name: 'the-press.webm', poster: 'platen-press' },
  { name: 'the-bell.wav' },
  { name: 'weather-book.pdf' },
];
