import type { Field } from 'payload';
import { nobodyField, staffField } from '../shared/access.ts';
import { bodyEditor } from '../shared/editor.ts';

const derived = { create: nobodyField, update: nobodyField };

/** Made from the body at every save (`derivePublic`): what may leave for everybody, how long the whole is, and whose save it was. */
export const derivedFields: Field[] = [
  { name: 'publicBody', type: 'richText', editor: bodyEditor, admin: { hidden: true }, access: derived },
  { name: 'publicText', type: 'textarea', admin: { hidden: true }, access: derived },
  {
    name: 'wordCount',
    label: 'Words',
    type: 'number',
    access: derived,
    admin: { position: 'sidebar', readOnly: true, components: { Field: '/collections/blog/word-count.tsx#WordCount' } },
  },
  {
    name: 'editedBy',
    label: 'Saved last by',
    type: 'relationship',
    relationTo: 'users',
    access: { ...derived, read: staffField },
    admin: { position: 'sidebar', readOnly: true },
  },
];
