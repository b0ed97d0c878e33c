import type { Field, FieldAccess } from 'payload';
import { canReadBody, type Visibility } from '../../contracts/blog.ts';
import { accessClassOf, rule } from '../shared/access.ts';
import { bodyEditor } from '../shared/editor.ts';
import { slugField } from '../shared/slug.fields.ts';
import { sourceFields, sourceJsonField } from '../shared/source.fields.ts';
import { derivedFields } from './publication.derived.fields.ts';
import { furtherFields } from './publication.further.fields.ts';
import { sharingFields } from './publication.sharing.fields.ts';

/** The whole text: for staff, and for members where their class may read this very post. */
const bodyReaders: FieldAccess = rule(({ doc, req }: Parameters<FieldAccess>[0]) => {
  const access = accessClassOf(req);
  if (access === 'staff') return true;
  if (!doc) return false;
  return canReadBody(
    {
      visibility: (doc.visibility as Visibility | undefined) ?? 'tiers',
      tiers: Array.isArray(doc.tiers) ? doc.tiers.map(String) : [],
    },
    access,
  );
});

/** Fields that posts and pages share. */
export const publicationFields: Field[] = [
  {
    name: 'conflict',
    type: 'ui',
    admin: { disableListColumn: true, components: { Field: '/collections/blog/conflict-notice.tsx#ConflictNotice' } },
  },
  { name: 'title', type: 'text', required: true, maxLength: 2000 },
  {
    type: 'tabs',
    tabs: [
      {
        label: 'Text',
        fields: [
          {
            name: 'body',
            type: 'richText',
            editor: bodyEditor,
            access: { read: bodyReaders },
            admin: {
              description:
                'The whole text. A paywall card marks where the public part ends. A slash offers cards; Tab indents; Escape, then Tab, leaves the text.',
              components: { Diff: '/collections/blog/body-diff.tsx#BodyDiff' },
            },
          },
          {
            name: 'excerpt',
            type: 'textarea',
            maxLength: 2000,
            admin: { description: 'A sentence or two for lists, feeds and previews. Always public.' },
          },
        ],
      },
      {
        label: 'Picture',
        fields: [
          { name: 'featureImage', type: 'upload', relationTo: 'media' },
          { name: 'featureImageUrl', type: 'text', admin: { description: 'An outside address, used while no picture is chosen above.' } },
          { name: 'featureImageAlt', type: 'text', admin: { description: 'What the picture shows, for those who cannot see it.' } },
          { name: 'featureImageCaption', type: 'text' },
        ],
      },
      { label: 'Search and sharing', fields: sharingFields },
      { label: 'More', fields: furtherFields },
    ],
  },
  slugField('The last part of the address. Made from the title when left empty.'),
  {
    name: 'publishedAt',
    type: 'date',
    index: true,
    admin: {
      position: 'sidebar',
      date: { pickerAppearance: 'dayAndTime' },
      components: { Description: '/collections/blog/device-clock.tsx#DeviceClock' },
    },
  },
  {
    name: 'visibility',
    type: 'select',
    required: true,
    defaultValue: 'public',
    options: [
      { label: 'Everybody', value: 'public' },
      { label: 'Members', value: 'members' },
      { label: 'Paying members', value: 'paid' },
      { label: 'Certain tiers', value: 'tiers' },
    ],
    admin: { position: 'sidebar', description: 'Who may read past the paywall.' },
  },
  {
    name: 'tiers',
    type: 'json',
    jsonSchema: { uri: 'rose://tiers.json', fileMatch: ['rose://tiers.json'], schema: { type: 'array', items: { type: 'string' } } },
    admin: {
      position: 'sidebar',
      condition: (doc) => doc?.visibility === 'tiers',
      description: 'The tiers whose members may read it.',
      components: { Field: '/collections/blog/tiers-field.tsx#TiersField' },
    },
  },
  { name: 'authors', type: 'relationship', relationTo: 'users', hasMany: true, index: true, admin: { position: 'sidebar' } },
  { name: 'tags', type: 'relationship', relationTo: 'tags', hasMany: true, index: true, admin: { position: 'sidebar' } },
  {
    name: 'series',
    type: 'relationship',
    relationTo: 'tags',
    index: true,
    admin: { position: 'sidebar', description: 'A tag whose posts are read one after the other, oldest first.' },
  },
  { name: 'featured', type: 'checkbox', defaultValue: false, admin: { position: 'sidebar', description: 'May lead the front page.' } },
  {
    name: 'emailOnly',
    type: 'checkbox',
    defaultValue: false,
    admin: { position: 'sidebar', description: 'Not shown on the site, nor in feeds or search.' },
  },
  {
    name: 'newsletter',
    type: 'relationship',
    relationTo: 'newsletters',
    admin: { hidden: true },
  },
  {
    name: 'views',
    type: 'ui',
    admin: { position: 'sidebar', disableListColumn: true, components: { Field: '/collections/blog/post-views.tsx#PostViews' } },
  },
  {
    name: 'notes',
    type: 'join',
    collection: 'editorial-notes',
    on: 'about',
    admin: { position: 'sidebar', defaultColumns: ['text', 'author', 'done'] },
  },
  ...derivedFields,
  ...sourceFields,
  sourceJsonField,
];

/** What visitors may filter and sort by. */
export const publicationPaths = [
  'title',
  'slug',
  'publishedAt',
  'visibility',
  'featured',
  'authors',
  'authors.slug',
  'tags',
  'tags.slug',
  'series',
  'series.slug',
  '_status',
] as const;
