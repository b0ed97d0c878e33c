/** `November 2026`; months count from 1. */
export function toMonthName({ year, month }: { year: number; month: number }): string {
  return `${toMonth(month)} ${year}`;
}

/** `November` */
export function toMonth(month: number): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 1));
}

/** A year of the archive from an address, or null: four digits. */
export function readYear(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{3}$/.test(text) ? Number(text) : null;
}

/** A month from an address, or null: two digits. */
export function readMonth(text: string | undefined): number | null {
  return text !== undefined && /^(0[1-9]|1[0-2])$/.test(text) ? Number(text) : null;
}
