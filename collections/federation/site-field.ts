import type { SelectField } from 'payload';
import { SITE_NAMES } from '../../contracts/shared.ts';

/** Which of the six sites an entry belongs to. */
export function siteField(description: string): SelectField {
  return {
    name: 'site',
    type: 'select',
    required: true,
    options: SITE_NAMES.map((name) => ({ value: name, label: `${name[0]?.toUpperCase()}${name.slice(1)}` })),
    admin: { description },
  };
}
