import { APIError, type PayloadRequest } from 'payload';
import type { z } from 'zod';
import type { UserRole } from '../contracts/shared.ts';

/** The id of the person behind a request if they hold one of the roles; others are refused with the sentence. */
export function requireRole({ user }: PayloadRequest, roles: readonly UserRole[], sentence = 'Only editors may do this.'): string {
  const own: readonly unknown[] = user && 'roles' in user && Array.isArray(user.roles) ? user.roles : [];
  const isLocked = user && 'status' in user && user.status === 'locked';
  if (!user || isLocked || !own.some((role) => roles.some((one) => one === role))) throw new APIError(sentence, 403, undefined, true);
  return String(user.id);
}

/** The body of a request as the schema has it; anything else is refused with the sentence. */
export async function readBody<T>(req: PayloadRequest, schema: z.ZodType<T>, sentence: string): Promise<T> {
  const body: unknown = await req.json?.().catch(() => null);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new APIError(sentence, 400, undefined, true);
  return parsed.data;
}
