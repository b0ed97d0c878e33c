import type { Block } from 'payload';
import { choice, longText, row, text, tick } from './fields.ts';

/** Words that only mails carry. */
export const emailBlock: Block = {
  slug: 'email',
  labels: { singular: 'For mails only', plural: 'For mails only' },
  fields: [longText('html', 'HTML', 'Write {first_name, "friend"} where the reader’s name belongs.')],
};

/** Words and a button in mails to some readers. */
export const emailCtaBlock: Block = {
  slug: 'email-cta',
  labels: { singular: 'Call in mails', plural: 'Calls in mails' },
  fields: [
    longText('html', 'HTML'),
    choice('alignment', 'Alignment', ['left', 'center']),
    row(tick('showButton', 'With a button'), text('buttonText', 'Words on the button'), text('buttonUrl', 'Address')),
    tick('showDividers', 'Lines above and below', true),
    {
      name: 'mailedTo',
      type: 'select',
      hasMany: true,
      label: 'Mailed to',
      options: [
        { label: 'Free members', value: 'members' },
        { label: 'Paying members', value: 'paid' },
        { label: 'Nobody', value: 'nobody' },
      ],
      admin: { description: 'Leave empty to mail it to everybody.' },
    },
    text('segment', 'Segment', 'As the old site wrote it.'),
  ],
};
