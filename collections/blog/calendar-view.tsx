import { Link } from '@payloadcms/ui';
import type { AdminViewServerProps } from 'payload';
import { ToolPage } from '../shared/admin/tool-page.tsx';
import { type CalendarEntry, listCalendar } from './calendar.ts';
import { toDayIn, toMonth } from './calendar-month.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const KINDS = { published: 'Out', scheduled: 'Goes out', unpublish: 'Is taken back' } as const;

/** A month of posts and pages on the clock of the site; a table of links, so that Tab walks through it. */
export async function CalendarView(view: AdminViewServerProps) {
  const { payload, searchParams } = view;
  const { admin } = payload.config.routes;
  const { timeZone } = await payload.findGlobal({ slug: 'site-settings', depth: 0, select: { timeZone: true } });
  const today = toDayIn(new Date(), timeZone);
  const month = toMonth(searchParams?.month, today);
  const days = month.weeks.flat();
  const from = days[0]?.day ?? today;
  const to = dayAfter(days.at(-1)?.day ?? today);
  const entries = Map.groupBy(await listCalendar(payload, { from, to, timeZone }), ({ at }) => toDayIn(at, timeZone));
  const link = (name: string, label: string) => (
    <Link className="rose-button" href={`${admin}/calendar?month=${name}`} prefetch={false}>
      {label}
    </Link>
  );
  return (
    <ToolPage view={view} audience="staff" title="Calendar" description={`What went out and what will, on the clock of ${timeZone}.`}>
      <nav className="rose-actions" aria-label="Months">
        {link(month.before, '← Month before')}
        {link(today.slice(0, 7), 'This month')}
        {link(month.after, 'Month after →')}
      </nav>
      <table className="rose-calendar">
        <caption>{month.title}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                <abbr title={name}>{name.slice(0, 3)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.weeks.map((week) => (
            <tr key={week[0]?.day}>
              {week.map(({ day, isInside }, at) => (
                <td key={day} data-outside={isInside ? undefined : ''} data-empty={entries.has(day) ? undefined : ''}>
                  <time dateTime={day} aria-current={day === today ? 'date' : undefined}>
                    <span className="rose-calendar__weekday">{`${WEEKDAYS[at]?.slice(0, 3)} `}</span>
                    {isInside ? Number(day.slice(8)) : toDayOfOtherMonth(day)}
                  </time>
                  {entries.has(day) ? (
                    <ul>
                      {entries.get(day)?.map((entry) => (
                        <li key={`${entry.id} ${entry.at} ${entry.kind}`} data-kind={entry.kind}>
                          <Entry entry={entry} admin={admin} timeZone={timeZone} />
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {entries.size === 0 ? <p className="rose-calm">Nothing went out in this month, and nothing is to.</p> : null}
    </ToolPage>
  );
}

function Entry({ entry, admin, timeZone }: { entry: CalendarEntry; admin: string; timeZone: string }) {
  const clock = new Date(entry.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  return (
    <Link href={`${admin}/collections/${entry.collection}/${entry.id}`} prefetch={false}>
      {entry.title}
      <span className="rose-hint">{`${KINDS[entry.kind]}, ${clock}`}</span>
    </Link>
  );
}

/** `2026-10-28` as `28 Oct`: beside this month's, a bare number would be read as one of its days. */
function toDayOfOtherMonth(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
