import type { GlobalAfterChangeHook } from 'payload';
import { emit } from '../../platform/emit.ts';
import { joinTransaction } from '../../platform/transactions.ts';

/** The settings stand on every page, so their change clears every page. */
export const emitSettings: GlobalAfterChangeHook = async ({ doc, req }) => {
  await joinTransaction(req, (tx) =>
    emit(tx, {
      type: 'Update',
      object: { type: 'site-settings', id: 'site-settings' },
      actor: req.user ? { type: 'users', id: String(req.user.id) } : null,
      visibility: 'internal',
      imported: req.context.imported === true,
      data: { tags: ['settings', 'menu'] },
    }),
  );
  return doc;
};
