import { z } from 'zod';

const place = z.object({
  collection: z.enum(['posts', 'pages']),
  id: z.string(),
  title: z.string(),
  /** Words of the link, or the kind of card it stands in. */
  where: z.string(),
});

const finding = z.object({
  url: z.string(),
  /** What came back: a status of HTTP, or nothing. */
  code: z.number().nullable(),
  says: z.string(),
  places: z.array(place),
});

/** An address that led nowhere, and where it stands. */
export type LinkFinding = z.infer<typeof finding>;
export type LinkPlace = z.infer<typeof place>;

/** What a link check left in the database; what is no finding is left out. */
export function toLinkFindings(value: unknown): LinkFinding[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const parsed = finding.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}
