import { Gutter, Link } from '@payloadcms/ui';
import type { ServerProps } from 'payload';
import { toMoment } from '../../../core/time.ts';
import { type Figures, findFigures } from './figures.ts';
import { Plot } from './plot.tsx';
import { findWaiting, type Waiting } from './waiting.ts';

const DAYS = 28;

/** What the admin opens with: what needs this person today, and how the sites were read. */
export async function Dashboard({ payload, user }: Pick<ServerProps, 'payload' | 'user'>) {
  const [waiting, figures, { timeZone }] = await Promise.all([
    findWaiting(payload, user),
    findFigures(payload, { days: DAYS }),
    payload.findGlobal({ slug: 'site-settings', depth: 0, select: { timeZone: true } }),
  ]);
  const { admin } = payload.config.routes;
  const name = user && 'name' in user && typeof user.name === 'string' ? user.name.split(' ')[0] : '';
  const today = new Date().toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  return (
    <main>
      <Gutter className="rose-page rose-dashboard">
        <header className="rose-page__head">
          <h1>{name ? `Good day, ${name}` : 'Good day'}</h1>
          <p>{`${today}. ${waiting.length === 0 ? 'Nothing waits for you.' : 'This is what needs you.'}`}</p>
          <nav className="rose-actions" aria-label="Begin">
            <Link className="rose-button" href={`${admin}/collections/posts/create`} prefetch={false}>
              Write a post
            </Link>
            <Link className="rose-button" href={`${admin}/collections/media/create`} prefetch={false}>
              Add a picture
            </Link>
            <Link className="rose-button" href={`${admin}/calendar`} prefetch={false}>
              Calendar
            </Link>
          </nav>
        </header>
        {waiting.length === 0 ? (
          <p className="rose-calm">What readers, buyers or the machines bring will be listed here.</p>
        ) : (
          <div className="rose-cards">
            {waiting.map((kind) => (
              <WaitingCard key={kind.key} kind={kind} admin={admin} timeZone={timeZone} />
            ))}
          </div>
        )}
        <Reading figures={figures} />
      </Gutter>
    </main>
  );
}

function WaitingCard({ kind, admin, timeZone }: { kind: Waiting; admin: string; timeZone: string }) {
  return (
    <section className="rose-card" aria-labelledby={`waiting-${kind.key}`}>
      <h2 id={`waiting-${kind.key}`}>
        <Link href={`${admin}${kind.href}`} prefetch={false}>
          {kind.title}
        </Link>
        <span className="rose-count">{kind.count}</span>
      </h2>
      <p className="rose-hint">{kind.hint}</p>
      <ul>
        {kind.items.map((item) => (
          <li key={`${item.collection}-${item.id}-${item.at}`}>
            <Link href={`${admin}/collections/${item.collection}/${item.id}`} prefetch={false}>
              {item.title}
            </Link>
            <span className="rose-hint">
              {item.note}
              {item.note && item.at ? ' · ' : ''}
              {item.at ? <time dateTime={item.at}>{toMoment(item.at, timeZone)}</time> : null}
            </span>
          </li>
        ))}
      </ul>
      {kind.count > kind.items.length ? (
        <p>
          <Link href={`${admin}${kind.href}`} prefetch={false}>
            {`All ${kind.count}`}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function Reading({ figures }: { figures: Figures }) {
  return (
    <section className="rose-reading" aria-labelledby="rose-reading">
      <h2 id="rose-reading">How the sites were read</h2>
      {figures.total === 0 ? (
        <p className="rose-calm">No page has been counted yet. Views appear here within seconds, without cookies and without names.</p>
      ) : (
        <>
          <p className="rose-hint">{`${figures.total.toLocaleString('en-GB')} ${figures.total === 1 ? 'page was' : 'pages were'} read in ${DAYS} days.`}</p>
          <Plot days={figures.days} label="Views by day" />
          <div className="rose-columns">
            <Ranking
              title="Pages"
              column="Page"
              rows={figures.pages.map(({ site, path, views }) => ({ name: `${site}${path === '*' ? ', other pages' : path}`, views }))}
            />
            <Ranking
              title="Where readers came from"
              column="Site"
              rows={figures.referrers.map(({ host, views }) => ({ name: host === '*' ? 'other sites' : host, views }))}
            />
          </div>
        </>
      )}
    </section>
  );
}

function Ranking({ title, column, rows }: { title: string; column: string; rows: readonly { name: string; views: number }[] }) {
  if (rows.length === 0) return null;
  return (
    <table className="rose-ranking">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{column}</th>
          <th scope="col">Views</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, views }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{views.toLocaleString('en-GB')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
