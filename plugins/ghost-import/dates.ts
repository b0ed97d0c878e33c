/**
 * A date of an export as an ISO instant, or null when it is none. Three forms: ISO with `Z` (MySQL),
 * `YYYY-MM-DD HH:MM:SS` without a zone but meant as UTC (SQLite), milliseconds (0.x).
 */
export function toInstant(value: unknown): string | null {
  const date = typeof value === 'number' ? new Date(value) : typeof value === 'string' ? parse(value.trim()) : null;
  if (!date || Number.isNaN(date.getTime())) return null;
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : null;
}

function parse(text: string): Date | null {
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text)) return new Date(`${text.replace(' ', 'T')}Z`);
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(text)) return new Date(text);
  return /^\d{12,14}$/.test(text) ? new Date(Number(text)) : null;
}
