import type { APIRoute } from 'astro';
import { SITE_NAMES } from '../../../../contracts/shared.ts';
import { keepBasket } from '../../features/basket-cookie.ts';
import { additionSchema, readForm } from '../../features/fields.ts';
import { isRefusal } from '../../features/is-refusal.ts';
import { toShopper } from '../../features/shopper.ts';

/**
 * Forms on the market and events pages end here, from across our own hosts: the host lets
 * them pass, so that Origin (RFC 6454 §7) is compared here with those of the house.
 */
export const POST: APIRoute = async ({ request, locals, cookies, url, redirect }) => {
  const origin = request.headers.get('origin');
  if (!SITE_NAMES.some((name) => locals.origins[name] === origin)) return new Response(null, { status: 403 });
  const fields = additionSchema.safeParse(await readForm(request));
  if (!fields.success) return redirect('/basket/?refused=quantity', 303);
  try {
    const basket = await locals.services.cart.addToBasket({ shopper: toShopper(locals), ...fields.data });
    if (basket.newToken) keepBasket(cookies, basket.newToken, url);
  } catch (error) {
    if (isRefusal(error)) return redirect('/basket/?refused=gone', 303);
    throw error;
  }
  return redirect('/basket/', 303);
};

export const GET: APIRoute = ({ redirect }) => redirect('/basket/', 303);
