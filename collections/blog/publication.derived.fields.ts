import type { Field } from 'payload';
import { nobodyField } from '../shared/access.ts';
import { bodyEditor } from '../shared/editor.ts';

const derived = { create: nobodyField, update: nobodyField };

/** Made from the body at every save (`derivePublic`): what may leave for everybody, and how long the whole is. */
export const derivedFields: Field[] = [
  { name: 'publicBody', type: 'richText', editor: bodyEditor, admin: { hidden: true }, access: derived },
  { name: 'publicText', type: 'textarea', admin: { hidden: true }, access: derived },
  {
    name: 'wordCount',
    label: 'Words',
    type: 'number',
    access: derived,
    admin: { position: 'sidebar', readOnly: true, description: 'Counted when saved.' },
  },
];
