import type { OrderView } from '../../contracts/cart.ts';
import type { TicketView } from '../../contracts/events.ts';
import { formatMoney } from '../../core/money.ts';
import { toSpan } from '../../core/time.ts';

type Told = Pick<OrderView, 'number' | 'total' | 'lines'> & { readonly url: string };

/** The receipt, with the tickets that came of it. */
export function toPaidMail(order: Told, tickets: readonly TicketView[]): { subject: string; text: string } {
  const lines = order.lines.map((line) => `${line.quantity} × ${line.title}  ${formatMoney(line.total)}`);
  const ticketLines = tickets.map((ticket) =>
    [
      `${ticket.eventTitle}: ${ticket.ticketName}`,
      toSpan(ticket.startsAt, ticket.endsAt, ticket.timeZone) + (ticket.place ? `, ${ticket.place}` : ''),
      `Ticket ${ticket.code}`,
    ].join('\n'),
  );
  const text = [
    `Thank you. Your order ${order.number} is paid.`,
    lines.join('\n'),
    `Together ${formatMoney(order.total)}`,
    ...(ticketLines.length > 0 ? [ticketLines.length === 1 ? 'Your ticket:' : 'Your tickets:', ...ticketLines] : []),
    `Your order: ${order.url}`,
  ];
  return { subject: `Order ${order.number} is paid`, text: `${text.join('\n\n')}\n` };
}

/** The money came too late, or twice. */
export function toOwedMail(order: Told): { subject: string; text: string } {
  const text = [
    `We have received a payment for your order ${order.number} that we could not use: what you ordered had gone to somebody else by then, or was paid already.`,
    'We are sending the money back. You need do nothing. It can take a few days until your bank shows it.',
    `Your order: ${order.url}`,
  ];
  return { subject: `We are sending back your payment for order ${order.number}`, text: `${text.join('\n\n')}\n` };
}
