const WIDTH = 600;
const HEIGHT = 120;

/** Views by day as bars, with the numbers in a table beneath for whoever cannot see them. */
export function Plot({ days, label }: { days: readonly { readonly day: string; readonly views: number }[]; label: string }) {
  const most = Math.max(1, ...days.map(({ views }) => views));
  const step = WIDTH / Math.max(1, days.length);
  const first = days[0]?.day ?? '';
  const last = days.at(-1)?.day ?? '';
  return (
    <figure className="rose-plot">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {days.map(({ day, views }, at) => {
          const height = Math.max(views > 0 ? 2 : 0.75, (views / most) * (HEIGHT - 4));
          return (
            <rect key={day} x={at * step + step * 0.12} y={HEIGHT - height} width={step * 0.76} height={height} rx={1}>
              <title>{`${toShort(day)}: ${views}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{toShort(first)}</span>
        <span>{`most on one day: ${most === 1 && days.every(({ views }) => views === 0) ? 0 : most}`}</span>
        <span>{toShort(last)}</span>
      </figcaption>
      <details>
        <summary>{`${label}, as a table`}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Views</th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map(({ day, views }) => (
              <tr key={day}>
                <th scope="row">{toShort(day)}</th>
                <td>{views}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** `2026-12-05` as `Sat 5 Dec`. */
export function toShort(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  return Number.isNaN(date.getTime())
    ? day
    : date.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).replace(',', '');
}
