import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionAfterReadHook,
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
} from 'payload';
import sharp from 'sharp';
import { toMediaKind } from '../../core/media-kinds.ts';
import type { Media } from '../../payload-types.ts';
import { toThumbnail } from '../../platform/media/addresses.ts';
import { forgetVariants, toMediaFolder } from '../../platform/media/files.ts';
import { toCrop, toFingerprint, toFocus } from '../../platform/media/fingerprint.ts';
import { type Prepared, prepareUpload } from '../../platform/media/prepare.ts';
import { toPlaceholderOf } from '../../platform/media/raster.ts';
import { refuse } from '../../platform/media/refusal.ts';
import { findUses, toSentence } from '../../platform/media/uses.ts';
import { joinTransaction } from '../../platform/transactions.ts';
import { hasRole } from './access.ts';
import type { Emits } from './emits.ts';
import { checkPlayed, checkWords } from './media.fields.ts';

interface Save {
  id?: string;
  where?: unknown;
  data?: Record<string, unknown>;
  overrideAccess?: boolean;
  overwriteExistingFiles?: boolean;
}

/** What was found out about the file of a request, until it is written down. */
const prepared = new WeakMap<PayloadRequest, Prepared>();

/**
 * Before anything of an upload is believed: its type is found out by its bytes and it is written anew.
 * A file for a document that has one takes over its name, so that its address stays. Payload throws the old file
 * away before it looks at the fields, so what they would refuse of words, captions and chapters is refused here,
 * as far as it can be told from what was sent.
 */
export const receiveUpload: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'create' && operation !== 'update') return args;
  const save = args as Save;
  prepared.delete(req);
  // Rules are asked after this hook, and reading pictures for strangers would be work for nothing.
  if (save.overrideAccess !== true && !hasRole(req, 'admin', 'editor', 'author')) return args;
  const edits = takeEdits(req);
  if (edits.focus) save.data = { ...save.data, focalX: edits.focus.x, focalY: edits.focus.y };
  if (edits.crop !== undefined) save.data = { ...save.data, crop: edits.crop };
  if (!req.file) {
    if (operation === 'create') refuse('Choose the file that is to be kept, and send it along.');
    return args;
  }
  // How the old picture was cut means nothing for a new one.
  if (operation === 'update' && edits.crop === undefined) save.data = { ...save.data, crop: NO_CROP };

  const made = await prepareUpload(req.file, toCrop(save.data?.crop));
  prepared.set(req, made);
  req.file = made.file;
  if (operation === 'create') return args;
  if (!save.id) refuse('A file can be replaced for one document at a time only.');
  const before = await req.payload.findByID({ collection: 'media', id: save.id, depth: 0, disableErrors: true, req });
  if (!before?.filename) return args;
  if (toMediaKind(before.mimeType) !== made.kind) {
    refuse(
      `This holds ${before.mimeType}, and pages count on that: it can be replaced by its like only. Upload the new file as a new one.`,
    );
  }
  for (const said of [checkWords({ ...before, ...toWords(save.data), mimeType: made.file.mimetype }), checkPlayed(save.data ?? {})]) {
    if (said !== true) refuse(said);
  }
  const [old, extension] = [path.parse(before.filename), path.extname(made.file.name).toLowerCase()];
  if (old.ext.toLowerCase() === extension) save.overwriteExistingFiles = true;
  req.file.name = `${old.name}${extension}`;
  return args;
};

/** Writes down what was found out: size, fingerprint, placeholder; the last two follow a new crop or focal point too. */
export const describeFile: CollectionBeforeChangeHook<Media> = async ({ data, originalDoc, req }) => {
  const made = prepared.get(req);
  prepared.delete(req);
  const crop = toCrop(data.crop ?? originalDoc?.crop);
  const focus = toFocus({ focalX: data.focalX ?? originalDoc?.focalX, focalY: data.focalY ?? originalDoc?.focalY });
  const file = made?.hash ?? originalDoc?.fingerprint;
  const kind = made?.kind ?? toMediaKind(originalDoc?.mimeType);
  const isCutAnew = JSON.stringify(crop) !== JSON.stringify(toCrop(originalDoc?.crop));
  const filename = data.filename ?? originalDoc?.filename ?? '';
  if (made) data.placeholder = made.placeholder;
  else if (kind === 'picture' && isCutAnew) {
    data.placeholder = await toPlaceholderOf(() => readFile(path.join(toMediaFolder(req.payload), filename)), crop);
  }
  if (made && (kind === 'picture' || kind === 'drawing')) {
    const { width, height, pageHeight } = await sharp(made.file.data, { limitInputPixels: false }).metadata();
    Object.assign(data, { width, height: pageHeight ?? height, animated: made.animated });
  }
  if (made?.film) Object.assign(data, { width: made.film.width, height: made.film.height });
  return { ...data, crop: crop ?? NO_CROP, ...(file ? { fingerprint: toFingerprint({ file, crop, focus }) } : {}) };
};

/** A file that changed: what was made of it goes. */
export const forgetOld: CollectionAfterChangeHook<Media> = async ({ doc, operation, previousDoc, req }) => {
  if (operation === 'update' && doc.fingerprint !== previousDoc.fingerprint) await forgetVariants(req.payload, doc.id);
  return doc;
};

/** What of a file stands on pages beside its picture. */
const SHOWN = ['alt', 'decorative', 'caption', 'credit', 'poster', 'captions', 'chapters'] as const;

/**
 * Tags of the pages that show a file, in their text or as the picture of what they are about, where a change is
 * seen there. Lists show a picture without its words, so they are concerned by a new picture only. What the save did
 * not ask to have answered (`select`) may have changed.
 */
export const findPages: NonNullable<Emits['findTags']> = async ({ doc, before, req, tx }) => {
  const isNew = doc.fingerprint !== before.fingerprint;
  if (!isNew && SHOWN.every((name) => doc[name] !== undefined && isDeepStrictEqual(toStored(doc[name]), toStored(before[name])))) return [];
  const uses = await findUses(req.payload, String(doc.id), tx);
  return uses.flatMap(({ collection, id }) => (id ? [`${collection}:${id}`, ...(isNew ? [collection] : [])] : ['settings']));
};

/** As it is kept: the saved document has other files whole where the one before it has their ids. */
function toStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toStored);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if ('id' in value && 'filename' in value) return value.id;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toStored(each)]));
}

/** What is in use stays: the pages would have holes. */
export const keepUsed: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const uses = await joinTransaction(req, (tx) => findUses(req.payload, String(id), tx));
  const others = uses.filter(({ collection, id: owner }) => !(collection === 'media' && owner === String(id)));
  if (others.length === 0) return;
  refuse(
    `This is used in ${toSentence(req.payload, others)}. Take it out there first, or replace the file here: its address stays the same.`,
    409,
  );
};

export const forgetDeleted: CollectionAfterDeleteHook = async ({ id, req }) => {
  await forgetVariants(req.payload, String(id));
};

/** The admin shows a small size, not the file. */
export const showSmall: CollectionAfterReadHook = ({ doc, req }) => {
  const thumbnailURL = toThumbnail(doc, req.payload.secret);
  return thumbnailURL ? { ...doc, thumbnailURL } : doc;
};

/** Instead of the headers with which Payload would ask elsewhere for a file. */
export function refuseAddress(): never {
  return refuse('A file is sent along, not fetched from an address.');
}

const NO_CROP = { x: null, y: null, width: null, height: null };

/** What a save says of a picture in words; what it leaves out stays as it is. */
function toWords({ alt, decorative }: Record<string, unknown> = {}): { alt?: string | null; decorative?: boolean } {
  return {
    ...(alt === null || typeof alt === 'string' ? { alt } : {}),
    ...(typeof decorative === 'boolean' ? { decorative } : {}),
  };
}

/**
 * The admin sends crop and focal point beside the form. They are kept as what they are, numbers: Payload
 * would cut the file itself, and what is cut off would be gone.
 */
function takeEdits(req: PayloadRequest): { crop?: object; focus?: { x: number; y: number } } {
  const edits: unknown = req.query?.uploadEdits;
  if (typeof edits !== 'object' || edits === null) return {};
  delete req.query.uploadEdits;
  const crop = 'crop' in edits && edits.crop ? (toCrop(edits.crop) ?? NO_CROP) : undefined;
  const point = 'focalPoint' in edits && typeof edits.focalPoint === 'object' ? edits.focalPoint : null;
  const [x, y] = point && 'x' in point && 'y' in point ? [Number(point.x), Number(point.y)] : [];
  return {
    ...(crop ? { crop } : {}),
    ...(x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y)
      ? { focus: { x: Math.round(x), y: Math.round(y) } }
      : {}),
  };
}
