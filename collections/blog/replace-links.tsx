'use client';
import { Button, Link, TextInput, toast, useConfig } from '@payloadcms/ui';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { z } from 'zod';
import { ask } from '../shared/admin/ask.ts';

const found = z.object({
  more: z.boolean(),
  documents: z.array(
    z.object({
      collection: z.enum(['posts', 'pages']),
      id: z.string(),
      title: z.string(),
      state: z.enum(['published', 'draft', 'changed']),
      changes: z.array(z.object({ where: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
});
type Found = z.infer<typeof found>;
const replaced = z.object({ changed: z.number(), failed: z.array(z.object({ id: z.string(), sentence: z.string() })) });

const STATES = { published: 'out', draft: 'draft', changed: 'out, with a draft of changes' } as const;
const AT_ONCE = 100;

/** An old address and a new one; first what would change, then the change where it was ticked. */
export function ReplaceLinks({ from: given, admin }: { from: string; admin: string }) {
  const { config } = useConfig();
  const [from, setFrom] = useState(given);
  const [to, setTo] = useState('');
  const [prefix, setPrefix] = useState(given === '');
  const [preview, setPreview] = useState<Found | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const chosen = preview?.documents.filter(({ id }) => !left.has(id)) ?? [];

  const edit = (change: () => void) => {
    change();
    setPreview(null);
  };

  const look = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const said = await ask(`${config.routes.api}/blog/links/preview`, { body: { from, to, prefix } });
    setBusy(false);
    const parsed = said.ok ? found.safeParse(said.body) : null;
    if (!parsed?.success) return void toast.error(said.ok ? 'The answer could not be read. Reload the page.' : said.message);
    setLeft(new Set());
    setPreview(parsed.data);
  };

  const replace = async () => {
    setBusy(true);
    let changed = 0;
    const failed: string[] = [];
    for (let at = 0; at < chosen.length; at += AT_ONCE) {
      const documents = chosen.slice(at, at + AT_ONCE).map(({ collection, id }) => ({ collection, id }));
      const said = await ask(`${config.routes.api}/blog/links/replace`, { body: { from, to, prefix, documents } });
      const parsed = said.ok ? replaced.safeParse(said.body) : null;
      if (!parsed?.success) {
        failed.push(said.ok ? 'The answer could not be read.' : said.message);
        break;
      }
      changed += parsed.data.changed;
      failed.push(...parsed.data.failed.map(({ sentence }) => sentence));
    }
    setBusy(false);
    if (failed.length > 0) toast.error(`${changed} mended, ${failed.length} not: ${failed[0]}`);
    else toast.success(`${changed} mended. Each has a version from before.`);
    setPreview(null);
  };

  return (
    <section className="rose-section" aria-labelledby="replace-links">
      <h2 id="replace-links">Mend an address everywhere</h2>
      <form className="rose-form" onSubmit={(event) => void look(event)}>
        <TextInput
          path="links-from"
          label="Old address"
          value={from}
          onChange={(event: ChangeEvent<HTMLInputElement>) => edit(() => setFrom(event.target.value))}
        />
        <TextInput
          path="links-to"
          label="New address"
          value={to}
          onChange={(event: ChangeEvent<HTMLInputElement>) => edit(() => setTo(event.target.value))}
        />
        <label className="rose-tick">
          <input type="checkbox" checked={prefix} onChange={(event) => edit(() => setPrefix(event.target.checked))} />
          Whatever stands below it goes along, such as all pages of a site that has moved.
        </label>
        <div>
          <Button id="links-preview" type="submit" buttonStyle="secondary" disabled={isBusy || from.trim().length < 2 || to.trim() === ''}>
            Show what would change
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {preview?.documents.length === 0 ? <p className="rose-calm">No post and no page leads there.</p> : null}
        {preview && preview.documents.length > 0 ? (
          <>
            <p>{toSentence(preview)}</p>
            <ul className="rose-documents">
              {preview.documents.map((document) => (
                <li key={document.id}>
                  <label className="rose-tick">
                    <input
                      type="checkbox"
                      checked={!left.has(document.id)}
                      onChange={() => setLeft((before) => toggled(before, document.id))}
                    />
                    <span>
                      <strong>{document.title}</strong> <span className="rose-hint">{STATES[document.state]}</span>
                    </span>
                  </label>
                  <Link href={`${admin}/collections/${document.collection}/${document.id}`} prefetch={false}>
                    Open
                  </Link>
                  <ul>
                    {document.changes.map(({ where, before, after }) => (
                      <li key={`${where} ${before}`}>
                        <span className="rose-hint">{`${where}: `}</span>
                        <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
            <div className="rose-bar">
              <Button id="links-replace" disabled={isBusy || chosen.length === 0} onClick={() => void replace()}>
                {`Mend ${chosen.length} of ${preview.documents.length}`}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </section>
  );
}

function toSentence({ documents, more }: Found): string {
  const [only] = documents;
  if (only && documents.length === 1) return `One ${only.collection === 'posts' ? 'post' : 'page'} leads there.`;
  return `${documents.length} posts and pages lead there${more ? '; there are more, which a second round will show' : ''}. Untick what is to stay.`;
}

function toggled(before: ReadonlySet<string>, id: string): Set<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
