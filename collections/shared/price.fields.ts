import type { Field, NumberField } from 'payload';
import { CURRENCIES } from '../../core/money.ts';

/** Money as the house keeps it: a whole number of the currency's smallest unit, never negative. */
export function amountField(field: Pick<NumberField, 'name'> & Partial<NumberField>): Field {
  const { required } = field;
  return {
    ...field,
    type: 'number',
    min: 0,
    validate: (value: number | null | undefined) => {
      if (value === null || value === undefined) return required ? 'Give an amount; 0 is for what is free.' : true;
      return Number.isInteger(value) && value >= 0 && value <= 1_000_000_000
        ? true
        : 'Give a whole number of pence (or cents): 1240 means £12.40.';
    },
  } as NumberField;
}

/** Price, member price and currency of anything that is sold. */
export const priceFields: Field[] = [
  {
    type: 'row',
    fields: [
      amountField({ name: 'price', required: true, admin: { description: 'In pence or cents: 1240 means £12.40. Tax included.' } }),
      amountField({ name: 'memberPrice', admin: { description: 'For people whose membership is running. Empty: the same price.' } }),
      {
        name: 'currency',
        type: 'select',
        required: true,
        defaultValue: 'GBP',
        options: CURRENCIES.map((code) => ({ label: code, value: code })),
        admin: { description: 'One order is paid in one currency.' },
      },
    ],
  },
];
