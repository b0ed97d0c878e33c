import type { TextField } from 'payload';

/** The last part of an address: one of its kind, and made by the collection's hook when left empty. */
export function slugField(description = 'The last part of the address. Made from the name when left empty.'): TextField {
  return {
    name: 'slug',
    type: 'text',
    required: true,
    unique: true,
    index: true,
    maxLength: 191,
    admin: { position: 'sidebar', description },
  };
}
