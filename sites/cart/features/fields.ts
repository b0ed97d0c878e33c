import { z } from 'zod';

/** What the forms of the cart may send. Quantities are whole, 0 (remove the line) to 99. */
const quantity = z.coerce.number().int().min(0).max(99);

export const additionSchema = z.object({
  sellableId: z.string().min(1).max(100),
  quantity: quantity.min(1).default(1),
});

export const changeSchema = z.object({ lineId: z.string().min(1).max(100), quantity });

export const checkoutSchema = z.object({
  name: z.string().trim().min(1, 'Your name is missing. It goes on the parcel and the receipt.').max(200, 'The name is too long.'),
  email: z
    .string()
    .trim()
    .max(254, 'The e-mail address is too long.')
    .pipe(z.email('The e-mail address is not complete. It looks like name@example.org.')),
});

export type CheckoutFields = z.infer<typeof checkoutSchema>;

/** First error of each field, by its name. */
export function toErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[String(path[0] ?? 'form')] ??= message;
  return errors;
}

/** A form's fields as strings; files are refused by leaving them out. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
