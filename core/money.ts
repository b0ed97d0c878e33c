/** Integer minor units of a currency (ISO 4217): `{ amount: 1240, currency: 'GBP' }` is £12.40. */
export interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** What can be charged: the currencies of SumUp's merchants (its API description, schema Currency). */
export const CURRENCIES = ['GBP', 'EUR', 'BGN', 'CHF', 'CZK', 'DKK', 'HUF', 'NOK', 'PLN', 'RON', 'SEK', 'USD', 'BRL', 'CLP'] as const;

const exponents = new Map<string, number>();

/** Digits behind the point: GBP 2, JPY 0, KWD 3. Refuses what is not three letters. */
export function exponentOf(currency: string): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(`"${currency}" is no currency code`);
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  exponents.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Refuses fractions of a minor unit, and sums beyond what a number holds exactly. */
export function money(amount: number, currency: string): Amount {
  if (!Number.isSafeInteger(amount)) throw new Error(`${amount} is no whole number of minor units`);
  exponentOf(currency);
  return { amount, currency };
}

/** The sum; nothing at all is 0 of `currency`. Different currencies are refused. */
export function sum(amounts: readonly Amount[], currency: string): Amount {
  let total = 0;
  for (const one of amounts) {
    if (one.currency !== currency) throw new Error(`${one.currency} and ${currency} cannot be added`);
    total += one.amount;
  }
  return money(total, currency);
}

/** A unit price times a whole, positive quantity. */
export function times(unit: Amount, quantity: number): Amount {
  if (!Number.isSafeInteger(quantity) || quantity < 0) throw new Error(`${quantity} is no whole quantity`);
  return money(unit.amount * quantity, unit.currency);
}

export function isSameMoney(one: Amount, other: Amount): boolean {
  return one.amount === other.amount && one.currency === other.currency;
}

/** The tax that is inside a gross amount, rounded half away from zero; `basisPoints` 2000 is 20 %. */
export function taxInside(gross: Amount, basisPoints: number): Amount {
  if (!Number.isInteger(basisPoints) || basisPoints < 0) throw new Error(`${basisPoints} are no basis points`);
  const sign = Math.sign(gross.amount);
  return money(sign * Math.round((Math.abs(gross.amount) * basisPoints) / (10_000 + basisPoints)) || 0, gross.currency);
}

/** As people read it: `£12.40`, `12,40 €` in another locale. */
export function formatMoney({ amount, currency }: Amount, locale = 'en-GB'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(toMajor({ amount, currency }));
}

/**
 * The number of major units that has these digits: 1240 GBP is 12.4. JSON prints such a number
 * with the shortest digits that mean it, so no cent is lost on the way to a provider.
 */
export function toMajor({ amount, currency }: Amount): number {
  return Number(toDecimal({ amount, currency }));
}

/** Digits with the currency's places: `12.40`. */
export function toDecimal({ amount, currency }: Amount): string {
  const places = exponentOf(currency);
  const digits = Math.abs(amount)
    .toString()
    .padStart(places + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Reads major units, as providers send them, without arithmetic on fractions. Null for what
 * is no plain decimal number or has more digits than the currency (0.001 GBP).
 */
export function fromMajor(value: number | string, currency: string): Amount | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(String(value));
  if (!match) return null;
  const places = exponentOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > places) return null;
  const amount = Number(`${match[2]}${fraction.padEnd(places, '0')}`);
  return money((match[1] ? -amount : amount) || 0, currency);
}
