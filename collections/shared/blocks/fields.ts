import type { Field } from 'payload';

/** The small fields that many blocks share. */

export const text = (name: string, label: string, description?: string): Field => ({
  name,
  type: 'text',
  label,
  ...(description ? { admin: { description } } : {}),
});

export const longText = (name: string, label: string, description?: string): Field => ({
  name,
  type: 'textarea',
  label,
  ...(description ? { admin: { description } } : {}),
});

export const number = (name: string, label: string): Field => ({ name, type: 'number', label });

export const tick = (name: string, label: string, defaultValue = false): Field => ({
  name,
  type: 'checkbox',
  label,
  defaultValue,
});

export const choice = (name: string, label: string, options: readonly string[]): Field => ({
  name,
  type: 'select',
  label,
  options: options.map((value) => ({ label: toLabel(value), value })),
  defaultValue: options[0],
});

/** Kept because an import brings it and an export gives it back; nothing here is made of it. */
export const kept = (field: Field): Field => ({ ...field, admin: { hidden: true } }) as Field;

export const row = (...fields: Field[]): Field => ({ type: 'row', fields });

export const caption = longText('caption', 'Caption', 'May hold links and marks as HTML.');

export const cardWidth = choice('cardWidth', 'Width', ['regular', 'wide', 'full']);

/** A file kept here, or the address of one kept elsewhere. */
export const mediaOrAddress = (address: string, label: string): readonly Field[] => [
  { name: 'media', type: 'upload', relationTo: 'media', label },
  text(address, 'Or its address', 'Used when no file is chosen above.'),
];

/** Who sees the block; nobody chosen means everybody. */
export const audience: readonly Field[] = [
  {
    name: 'shownTo',
    type: 'select',
    hasMany: true,
    label: 'Shown on the web to',
    options: [
      { label: 'Guests', value: 'guests' },
      { label: 'Free members', value: 'members' },
      { label: 'Paying members', value: 'paid' },
      { label: 'Nobody', value: 'nobody' },
    ],
    admin: { description: 'Leave empty to show it to everybody.' },
  },
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
];

function toLabel(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
