import type { Field } from 'payload';

/** What search pages and people who share the address see; each empty field follows the one above it. */
export const sharingFields: Field[] = [
  {
    name: 'sharingPreview',
    type: 'ui',
    admin: { components: { Field: '/collections/blog/sharing-preview.tsx#SharingPreview' } },
  },
  {
    name: 'metaTitle',
    type: 'text',
    maxLength: 300,
    admin: { description: 'Instead of the title, on search pages. About 60 characters are shown.' },
  },
  {
    name: 'metaDescription',
    type: 'textarea',
    maxLength: 500,
    admin: { description: 'Instead of the excerpt, on search pages. About 155 characters are shown.' },
  },
  { name: 'canonicalUrl', type: 'text', maxLength: 2000, admin: { description: 'Where this first appeared, if elsewhere.' } },
  {
    type: 'collapsible',
    label: 'Card when shared',
    admin: { initCollapsed: true },
    fields: [
      { name: 'ogTitle', label: 'Title of the card', type: 'text', maxLength: 300 },
      { name: 'ogDescription', label: 'Words on the card', type: 'textarea', maxLength: 500 },
      {
        name: 'ogImage',
        label: 'Picture of the card',
        type: 'upload',
        relationTo: 'media',
        admin: { description: 'Empty: one made from its title and its picture.' },
      },
      { name: 'ogImageUrl', type: 'text', maxLength: 2000, admin: { hidden: true } },
      { name: 'twitterTitle', label: 'Title on X', type: 'text', maxLength: 300 },
      { name: 'twitterDescription', label: 'Words on X', type: 'textarea', maxLength: 500 },
      { name: 'twitterImageUrl', type: 'text', maxLength: 2000, admin: { hidden: true } },
    ],
  },
];
