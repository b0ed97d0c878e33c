/** Dates for people. Instants are UTC, ISO 8601; the zone says which clock on the wall is meant. */

/** `5 December 2026` */
export function toDay(instant: string, timeZone: string): string {
  return format(instant, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
}

/** `Sat 5 Dec, 19:30`, with the year when asked: `Sat 5 Dec 2026, 19:30`. */
export function toMoment(instant: string, timeZone: string, options: { year?: boolean } = {}): string {
  const day = withoutCommas(
    format(instant, {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(options.year ? { year: 'numeric' as const } : {}),
    }),
  );
  return `${day}, ${toClock(instant, timeZone)}`;
}

/** `Sat 5 Dec 2026, 19:30–22:00`; over midnight the end has its day: `… – Sun 6 Dec, 01:00`. */
export function toSpan(startsAt: string, endsAt: string, timeZone: string): string {
  const start = toMoment(startsAt, timeZone, { year: true });
  return toDay(startsAt, timeZone) === toDay(endsAt, timeZone)
    ? `${start}–${toClock(endsAt, timeZone)}`
    : `${start} – ${toMoment(endsAt, timeZone)}`;
}

function toClock(instant: string, timeZone: string): string {
  return format(instant, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Making one takes a millisecond, and a list has dozens of dates. The zones of one house are few; what is kept is bounded all the same. */
const MOST_FORMATS = 200;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(instant: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', options);
    if (formats.size < MOST_FORMATS) formats.set(key, made);
  }
  return made.format(new Date(instant));
}

function withoutCommas(text: string): string {
  return text.replaceAll(',', '');
}
