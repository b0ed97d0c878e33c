import type { APIRoute } from 'astro';
import { changeSchema, readForm } from '../../features/fields.ts';
import { isRefusal } from '../../features/is-refusal.ts';
import { toShopper } from '../../features/shopper.ts';

/** A line's new quantity; 0 takes it out. */
export const POST: APIRoute = async ({ request, locals, redirect }) => {
  const fields = changeSchema.safeParse(await readForm(request));
  if (!fields.success) return redirect('/basket/?refused=quantity', 303);
  try {
    await locals.services.cart.setQuantity({ shopper: toShopper(locals), ...fields.data });
  } catch (error) {
    if (isRefusal(error)) return redirect('/basket/?refused=gone', 303);
    throw error;
  }
  return redirect('/basket/', 303);
};

export const GET: APIRoute = ({ redirect }) => redirect('/basket/', 303);
