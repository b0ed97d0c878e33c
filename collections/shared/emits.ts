import type { CollectionAfterChangeHook, CollectionAfterDeleteHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { joinTransaction } from '../../platform/transactions.ts';

export type Doc = Record<string, unknown> & { id: string | number; _status?: string };

export interface Emits {
  /** Cache tags of every page that shows this record. */
  readonly cacheTags: (doc: Doc) => readonly string[];
  /** Further tags, where they have to be looked up: asked at each update, in its transaction. */
  readonly findTags?: (change: { doc: Doc; before: Doc; req: PayloadRequest; tx: Tx }) => Promise<readonly string[]>;
  /** Whether visitors could see it; only such activities may leave the house. */
  readonly isPublic: (doc: Doc) => boolean;
  /** Whether everybody sees it now; where it is given, each change says it as `out`. */
  readonly isOut?: (doc: Doc) => boolean;
}

/** Notes on the request how it saves: autosaves and draft saves change no public page. */
export const markSave: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation === 'create' || operation === 'update') {
    const save = args as { autosave?: boolean; draft?: boolean };
    req.context.autosave = save.autosave === true;
    req.context.draftSave = save.draft === true && operation === 'update';
  }
  return args;
};

export function emitChange(emits: Emits): CollectionAfterChangeHook {
  return async ({ collection, doc, operation, previousDoc, req }) => {
    if (req.context.autosave) return doc;
    const now = doc as Doc;
    const before = operation === 'update' ? (previousDoc as Doc | undefined) : undefined;
    const isDraftSave = Boolean(req.context.draftSave) && now._status === 'draft';
    const tags = isDraftSave ? [] : union(emits.cacheTags(now), before ? emits.cacheTags(before) : []);
    await joinTransaction(req, async (tx) => {
      const found = before && !isDraftSave && emits.findTags ? await emits.findTags({ doc: now, before, req, tx }) : [];
      await emit(tx, {
        type: toType(operation, now, isDraftSave ? undefined : before, isDraftSave),
        object: { type: collection.slug, id: String(now.id) },
        actor: req.user ? { type: 'users', id: String(req.user.id) } : null,
        visibility: !isDraftSave && emits.isPublic(now) ? 'public' : 'internal',
        imported: req.context.imported === true,
        data: { tags: union(tags, found), ...(isDraftSave ? { draft: true } : emits.isOut ? { out: emits.isOut(now) } : {}) },
      });
    });
    return doc;
  };
}

export function emitDelete(emits: Emits): CollectionAfterDeleteHook {
  return async ({ collection, doc, req }) => {
    await joinTransaction(req, (tx) =>
      emit(tx, {
        type: 'Delete',
        object: { type: collection.slug, id: String((doc as Doc).id) },
        actor: req.user ? { type: 'users', id: String(req.user.id) } : null,
        visibility: emits.isPublic(doc as Doc) ? 'public' : 'internal',
        imported: req.context.imported === true,
        data: { tags: [...emits.cacheTags(doc as Doc)] },
      }),
    );
    return doc;
  };
}

/** Publish and Unpublish are told from other updates because feeds, mail and followers care. */
function toType(operation: string, now: Doc, before: Doc | undefined, isDraftSave: boolean): string {
  const isOut = now._status === 'published';
  const wasOut = before?._status === 'published';
  if (isDraftSave) return 'Update';
  if (isOut && !wasOut && '_status' in now) return 'Publish';
  if (!isOut && wasOut) return 'Unpublish';
  return operation === 'create' ? 'Create' : 'Update';
}

function union(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
