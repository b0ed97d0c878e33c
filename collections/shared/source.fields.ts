import type { Field } from 'payload';
import { nobodyField, staffField } from './access.ts';

const fromSource = { read: staffField, create: nobodyField, update: nobodyField };

/** Where an imported record came from and what it looked like then; only the domain's service writes them. */
export const sourceFields: Field[] = [
  { name: 'sourceId', type: 'text', index: true, admin: { hidden: true }, access: fromSource },
  { name: 'sourceHash', type: 'text', admin: { hidden: true }, access: fromSource },
];

/** The columns of the source that have no field of their own here, so that a better map can run again. */
export const sourceJsonField: Field = { name: 'sourceJson', type: 'json', admin: { hidden: true }, access: fromSource };
