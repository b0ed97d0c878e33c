import type { CollectionBeforeChangeHook } from 'payload';

/** A note is signed by whoever writes it, once. */
export const signNote: CollectionBeforeChangeHook = ({ data, operation, originalDoc, req }) => ({
  ...data,
  author: operation === 'create' ? (req.user?.id ?? null) : originalDoc?.author,
});
