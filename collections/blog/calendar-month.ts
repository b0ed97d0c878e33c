/** A month as people hang it on the wall: whole weeks from Monday, days as `2026-12-05`. */
export interface Month {
  /** `2026-12` */
  readonly name: string;
  /** `December 2026` */
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly weeks: readonly (readonly { readonly day: string; readonly isInside: boolean }[])[];
}

/** Of `2026-12`; of anything else, the month of `today`. */
export function toMonth(asked: unknown, today: string): Month {
  const name = typeof asked === 'string' && /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const [year = 0, month = 1] = name.split('-').map(Number);
  const first = Date.UTC(year, month - 1, 1);
  const last = Date.UTC(year, month, 0);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
  const weeks: { day: string; isInside: boolean }[][] = [];
  for (let week = monday; week <= last; week += 7 * DAY) {
    weeks.push(
      Array.from({ length: 7 }, (_, at) => {
        const day = toDay(week + at * DAY);
        return { day, isInside: day.startsWith(name) };
      }),
    );
  }
  return {
    name,
    title: new Date(first).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    before: toDay(first - DAY).slice(0, 7),
    after: toDay(last + DAY).slice(0, 7),
    weeks,
  };
}

/** The day of an instant on the clock of a zone. */
export function toDayIn(instant: string | Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const DAY = 86_400_000;

function toDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
