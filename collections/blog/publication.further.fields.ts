import type { Field } from 'payload';
import { adminField } from '../shared/access.ts';

/** What few posts need. Code of others runs with the rights of the page, so only admins may give any. */
export const furtherFields: Field[] = [
  {
    name: 'showTitleAndPicture',
    type: 'checkbox',
    defaultValue: true,
    admin: { description: 'Unticked, the page begins with the text itself.' },
  },
  // Hidden until members can write comments and letters are sent.
  { name: 'commentsOpen', type: 'checkbox', defaultValue: true, admin: { hidden: true } },
  { name: 'emailSubject', type: 'text', maxLength: 300, admin: { hidden: true } },
  {
    name: 'language',
    type: 'text',
    maxLength: 35,
    admin: { description: 'When it is not the language of the site: a tag such as cy, ar or pt-BR.' },
  },
  { name: 'template', type: 'text', maxLength: 191, admin: { hidden: true } },
  {
    type: 'collapsible',
    label: 'Code',
    admin: { initCollapsed: true, description: 'Runs only when code is switched on in the site settings.' },
    fields: [
      {
        name: 'codeHead',
        type: 'code',
        access: { read: adminField, create: adminField, update: adminField },
        admin: { language: 'html', description: 'Goes into the head of this page.' },
      },
      {
        name: 'codeFoot',
        type: 'code',
        access: { read: adminField, create: adminField, update: adminField },
        admin: { language: 'html', description: 'Goes to the end of this page.' },
      },
    ],
  },
];
