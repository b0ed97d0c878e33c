import { type CollectionBeforeChangeHook, ValidationError } from 'payload';

/** Counts changes that people in calendars must notice: RFC 5545 §3.8.7.4 (SEQUENCE). */
const SIGNIFICANT = ['startsAt', 'endsAt', 'place', '_status'] as const;

export const countRevision: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) => {
  if (operation === 'create') return { ...data, revision: 0 };
  const changed = SIGNIFICANT.some((name) => name in data && toComparable(data[name]) !== toComparable(originalDoc?.[name]));
  return { ...data, revision: Number(originalDoc?.revision ?? 0) + (changed ? 1 : 0) };
};

export const endAfterStart: CollectionBeforeChangeHook = ({ collection, data, originalDoc, req }) => {
  const start = toInstant(data.startsAt ?? originalDoc?.startsAt);
  const end = toInstant(data.endsAt ?? originalDoc?.endsAt);
  if (start !== null && end !== null && end <= start) {
    throw new ValidationError({
      collection: collection.slug,
      errors: [{ path: 'endsAt', message: 'The end must be later than the start.' }],
      req,
    });
  }
  return data;
};

function toInstant(value: unknown): number | null {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' ? Date.parse(value) : null;
}

function toComparable(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? String(value ?? '') : new Date(instant).toISOString();
}
