import type { Field, FieldAccess, TextFieldSingleValidation } from 'payload';
import { toMediaKind } from '../../core/media-kinds.ts';
import { parseClock } from '../../core/webvtt.ts';
import { nobodyField } from './access.ts';

type Doc = { mimeType?: string | null | undefined; decorative?: boolean | null | undefined };

const isOf = (...kinds: string[]) => ({
  condition: (doc: Partial<Doc>) => {
    const kind = toMediaKind(doc?.mimeType);
    return kind !== null && kinds.includes(kind);
  },
});

/** A picture says what it shows, unless it is there for its looks alone (WCAG 2.2, 1.1.1): true, or what is missing. */
export function checkWords({ mimeType, decorative, alt }: Doc & { alt?: string | null | undefined }): true | string {
  const kind = toMediaKind(mimeType);
  const isSeen = kind === 'picture' || kind === 'drawing';
  if (!isSeen || decorative || alt?.trim()) return true;
  return 'Say what the picture shows, for those who cannot see it, or tick that it is decorative.';
}

const needsWords: TextFieldSingleValidation = (alt, { siblingData }) => {
  const { mimeType, decorative }: Doc = siblingData;
  return checkWords({ mimeType, decorative, alt });
};

const derived: { create: FieldAccess; update: FieldAccess } = { create: nobodyField, update: nobodyField };

/** What people write about a file. */
export const wordFields: Field[] = [
  {
    name: 'alt',
    type: 'text',
    label: 'What it shows',
    validate: needsWords,
    admin: { description: 'Read aloud to those who cannot see the picture. A sentence is plenty.' },
  },
  {
    name: 'decorative',
    type: 'checkbox',
    defaultValue: false,
    admin: {
      // Before a file is sent, nobody has found out what it is.
      condition: (doc: Partial<Doc>) => !doc?.mimeType || isOf('picture', 'drawing').condition(doc),
      description: 'It says nothing that the words beside it do not say.',
    },
  },
  { name: 'caption', type: 'text', admin: { description: 'Stands below it.' } },
  { name: 'credit', type: 'text', admin: { description: 'Who made it, and under which licence: “Ada Baker, CC BY 4.0”.' } },
];

const LONGEST_TITLE = 200;

function checkLanguage(value: unknown): true | string {
  return (
    (typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value)) || 'Write the language as a tag, such as en or pt-BR.'
  );
}

function checkClock(value: unknown): true | string {
  return (typeof value === 'string' && parseClock(value) !== null) || 'Write a time such as 0, 1:30 or 1:02:03.';
}

/** What can be told to be wrong with captions and chapters without looking anything up: true, or the first of it. What is left out may have a default. */
export function checkPlayed({ captions, chapters }: Readonly<Record<string, unknown>>): true | string {
  const found = [
    ...listRows(captions).map(({ file, language, label }) =>
      !file || label === '' ? 'Captions need a file and a label.' : language === undefined || checkLanguage(language),
    ),
    ...listRows(chapters).map(({ at, title }) =>
      typeof title === 'string' && title && title.length <= LONGEST_TITLE
        ? checkClock(at)
        : `A chapter needs a title of at most ${LONGEST_TITLE} letters.`,
    ),
  ];
  return found.find((said) => said !== true) ?? true;
}

function listRows(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : [];
}

/** Films and recordings for those who cannot hear them, and for those who look for a place in them. */
export const playedFields: Field[] = [
  {
    name: 'poster',
    type: 'upload',
    relationTo: 'media',
    admin: { ...isOf('film', 'sound'), description: 'The still picture before it is played.' },
    filterOptions: { mimeType: { like: 'image/' } },
  },
  {
    name: 'captions',
    type: 'array',
    labels: { singular: 'Captions', plural: 'Captions' },
    admin: {
      ...isOf('film', 'sound'),
      description: 'Upload each as a WebVTT file (.vtt). A film with speech needs captions in its own language.',
    },
    fields: [
      { name: 'file', type: 'upload', relationTo: 'media', required: true, filterOptions: { mimeType: { equals: 'text/vtt' } } },
      {
        type: 'row',
        fields: [
          {
            name: 'language',
            type: 'text',
            required: true,
            defaultValue: 'en',
            validate: checkLanguage,
          },
          { name: 'label', type: 'text', required: true, defaultValue: 'English', admin: { description: 'As people choose it.' } },
          {
            name: 'kind',
            type: 'select',
            required: true,
            defaultValue: 'captions',
            options: [
              { label: 'Captions: speech and sounds', value: 'captions' },
              { label: 'Subtitles: a translation', value: 'subtitles' },
              { label: 'Descriptions of what is seen', value: 'descriptions' },
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'chapters',
    type: 'array',
    labels: { singular: 'Chapter', plural: 'Chapters' },
    admin: { ...isOf('film', 'sound') },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'at',
            type: 'text',
            label: 'Begins at',
            required: true,
            validate: checkClock,
          },
          { name: 'title', type: 'text', required: true, maxLength: LONGEST_TITLE },
        ],
      },
    ],
  },
];

/** What is found out about a file; nobody writes it. */
export const derivedFields: Field[] = [
  {
    name: 'crop',
    type: 'group',
    admin: { hidden: true },
    fields: (['x', 'y', 'width', 'height'] as const).map((name) => ({ name, type: 'number', min: 0, max: 100 })),
  },
  { name: 'fingerprint', type: 'text', access: derived, admin: { hidden: true, disableListColumn: true, disableListFilter: true } },
  { name: 'placeholder', type: 'text', access: derived, admin: { hidden: true, disableListColumn: true, disableListFilter: true } },
  { name: 'animated', type: 'checkbox', access: derived, admin: { hidden: true, disableListColumn: true, disableListFilter: true } },
  {
    name: 'unused',
    type: 'checkbox',
    virtual: true,
    label: 'Used nowhere',
    admin: { condition: () => false, disableListColumn: true },
  },
  {
    name: 'uses',
    type: 'ui',
    label: 'Used in',
    admin: { position: 'sidebar', components: { Field: '/collections/shared/media-uses.tsx#MediaUses' } },
  },
];
