import type { Payload } from 'payload';
import type { Doors } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';

/** What the parts of the cart work with. */
export interface CartDeps {
  readonly payload: Payload;
  readonly services: () => Services;
  readonly doors: () => Pick<Doors, 'payments'>;
  /** Where the cart stands, without a slash at the end. */
  readonly cartUrl: string;
  /** How long goods are kept for somebody who is paying; SumUp's page lives no longer. */
  readonly holdMinutes: number;
}
