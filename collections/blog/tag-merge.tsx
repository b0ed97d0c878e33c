'use client';
import { Button, Link, toast, useAuth, useConfig, useDocumentInfo, useListDrawer } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { ask } from '../shared/admin/ask.ts';
import { isOf } from '../shared/admin/roles.ts';

const preview = z.object({
  posts: z.number(),
  pages: z.number(),
  menuEntries: z.number(),
  documents: z.array(z.object({ collection: z.enum(['posts', 'pages']), id: z.string(), title: z.string() })),
});
type Preview = z.infer<typeof preview>;

/** Puts another tag in the place of this one: chosen, shown with all that it touches, then done. */
export function TagMerge() {
  const { id, title } = useDocumentInfo();
  const { user } = useAuth();
  const { config } = useConfig();
  const router = useRouter();
  const [Drawer, , { openDrawer, closeDrawer }] = useListDrawer({ collectionSlugs: ['tags'] });
  const [target, setTarget] = useState<{ id: string; name: string; touched: Preview } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const chosen = target?.id;
  useEffect(() => {
    // The drawer that had the focus is gone; what is asked now comes next.
    if (chosen) question.current?.focus();
  }, [chosen]);
  if (!id || !isOf(user, 'editors')) return null;
  const { admin, api } = config.routes;

  const look = async (into: { id: string; name: string }) => {
    const said = await ask(`${api}/blog/tags/merge/preview`, { body: { from: [id] } });
    const parsed = said.ok ? preview.safeParse(said.body) : null;
    if (!parsed?.success) return void toast.error(said.ok ? 'The answer could not be read. Reload the page.' : said.message);
    setTarget({ ...into, touched: parsed.data });
  };

  const merge = async () => {
    if (!target) return;
    setBusy(true);
    const said = await ask(`${api}/blog/tags/merge`, { body: { from: [id], into: target.id } });
    setBusy(false);
    if (!said.ok) return void toast.error(said.message);
    toast.success(`Everything that was tagged “${title}” is now tagged “${target.name}”.`);
    router.push(`${admin}/collections/tags/${target.id}`);
  };

  return (
    <div className="field-type rose-merge">
      <h2>Merge</h2>
      {target ? (
        <>
          <p ref={question} tabIndex={-1}>
            {`${toSentence(target.touched)} from “${title}” to “${target.name}”. Its address leads there, and “${title}” is deleted. This cannot be undone.`}
          </p>
          <Touched touched={target.touched} admin={admin} />
          <div className="rose-actions">
            <Button id="tag-merge" size="small" margin={false} disabled={isBusy} onClick={() => void merge()}>
              {`Merge into “${target.name}”`}
            </Button>
            <Button size="small" margin={false} buttonStyle="secondary" disabled={isBusy} onClick={() => setTarget(null)}>
              Keep both
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="rose-hint">When two tags mean the same.</p>
          <Button id="tag-merge-choose" size="small" margin={false} buttonStyle="secondary" onClick={openDrawer}>
            Choose the tag that stays
          </Button>
        </>
      )}
      <Drawer
        allowCreate={false}
        onSelect={({ doc }) => {
          if (doc.id === id) toast.error('A tag cannot be merged into itself. Choose another one.');
          else void look({ id: String(doc.id), name: String(doc.name ?? 'Untitled') });
          closeDrawer();
        }}
      />
    </div>
  );
}

function Touched({ touched: { documents, posts, pages }, admin }: { touched: Preview; admin: string }) {
  if (documents.length === 0) return null;
  const more = posts + pages - documents.length;
  return (
    <details>
      <summary>Which ones</summary>
      <ul>
        {documents.map((document) => (
          <li key={document.id}>
            <Link href={`${admin}/collections/${document.collection}/${document.id}`} prefetch={false}>
              {document.title}
            </Link>
          </li>
        ))}
        {more > 0 ? <li>{`and ${more} more`}</li> : null}
      </ul>
    </details>
  );
}

function toSentence({ posts, pages, menuEntries }: Preview): string {
  const counted = [count(posts, 'post', 'posts'), count(pages, 'page', 'pages'), count(menuEntries, 'menu entry', 'menu entries')].flat();
  if (counted.length === 0) return 'Nothing has to change';
  const total = posts + pages + menuEntries;
  return `${new Intl.ListFormat('en-GB').format(counted)} ${total === 1 ? 'changes' : 'change'}`;
}

function count(number: number, one: string, many: string): string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
}
