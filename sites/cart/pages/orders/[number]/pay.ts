import type { APIRoute } from 'astro';
import { toOrderPath } from '../../../features/checkout.ts';
import { readForm } from '../../../features/fields.ts';

/** Asks the provider anew for a page to pay on, for whoever may see the order. */
export const POST: APIRoute = async ({ request, locals, params, redirect }) => {
  const { services, viewer } = locals;
  const { token = '' } = await readForm(request);
  const order = await services.cart.findOrder({ number: params.number ?? '', viewer, token: token || null });
  if (!order) return new Response(null, { status: 404 });
  const payment = order.state === 'pending' ? await services.cart.startPayment({ orderId: order.id }) : null;
  const back = toOrderPath({ number: order.number, token });
  return redirect(payment?.payUrl ?? (order.state === 'pending' ? `${back}&payment=unreachable` : back), 303);
};
