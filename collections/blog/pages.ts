import { definePublication } from './publication.ts';

/** What stays: about, contact, rules. */
export const pages = definePublication({
  slug: 'pages',
  labels: { singular: 'Page', plural: 'Pages' },
  description: 'Standing pages such as About. They have an address but no place in the feed.',
  fields: [
    {
      name: 'inMenu',
      type: 'checkbox',
      defaultValue: false,
      admin: { position: 'sidebar', description: 'Show it in the menu of all six sites.' },
    },
  ],
});
