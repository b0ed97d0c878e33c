import type { Checkout } from './state.ts';

/** SumUp's payment page, as plain as can be: one button pays, one is refused. */
export function hostedPage(checkout: Checkout, status: Checkout['status']): string {
  const amount = new Intl.NumberFormat('en-GB', { style: 'currency', currency: checkout.currency }).format(checkout.amount);
  const buttons =
    status === 'PAID' || status === 'EXPIRED'
      ? `<p>This checkout is ${status === 'PAID' ? 'paid' : 'closed'}.</p>`
      : `<form method="post"><button name="outcome" value="pays">Pay ${escapeText(amount)}</button>
<button name="outcome" value="fails">Let the card be refused</button></form>`;
  const back = checkout.redirect_url ? `<p><a href="${escapeText(checkout.redirect_url)}">Back to the shop</a></p>` : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox payment</title><body style="font:1.1rem/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem">
<h1>Sandbox payment</h1><p>No money moves here.</p><p>${escapeText(checkout.description)}: <strong>${escapeText(amount)}</strong></p>
${status === 'FAILED' ? '<p>The last attempt was refused. You can try again.</p>' : ''}${buttons}${back}</body></html>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
