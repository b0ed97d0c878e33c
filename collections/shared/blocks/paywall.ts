import type { Block } from 'payload';

/** Where the public part of a gated body ends. */
export const paywallBlock: Block = {
  slug: 'paywall',
  labels: { singular: 'Paywall', plural: 'Paywalls' },
  fields: [
    {
      name: 'note',
      type: 'text',
      label: 'Note',
      admin: { description: 'What stands below is for those who may read the post. The note is for editors only.' },
    },
  ],
};
