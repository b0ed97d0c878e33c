'use client';
import { useBlockComponentContext } from '@payloadcms/richtext-lexical/client';
import { useAllFormFields, useConfig, useTheme } from '@payloadcms/ui';
import { reduceFieldsToValues } from 'payload/shared';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ask } from '../admin/ask.ts';
import { takeInserted } from './inserted.ts';

interface Props {
  readonly slug: string;
  /** What the card is for, shown while there is nothing to see. */
  readonly about: string;
  /** Whether its fields open as soon as it is put in. */
  readonly opens: boolean;
}

/** A card in the editor, drawn by the same renderer as on the pages; its fields open beside it. */
export function Card({ slug, about, opens }: Props) {
  const { BlockCollapsible } = useBlockComponentContext();
  const [fields] = useAllFormFields();
  const frame = useRef<HTMLElement>(null);
  const values = useMemo(() => JSON.stringify({ ...reduceFieldsToValues(fields, true), blockType: slug }), [fields, slug]);
  const html = useRendered(values);

  const edit = () => {
    const card = frame.current?.closest('.LexicalEditorTheme__block__container') ?? frame.current?.closest('[data-block-drawer-slug]');
    card?.querySelector<HTMLButtonElement>('button[class*="__editButton"]')?.click();
  };

  useEffect(() => {
    if (opens && takeInserted(slug)) setTimeout(edit, 50);
  }, []);

  return (
    <BlockCollapsible>
      <section ref={frame} className="rose-card" aria-label={about} onDoubleClick={edit}>
        {html ? <Drawn html={html} /> : <p className="rose-card__empty">{toEmpty(slug, about, html)}</p>}
      </section>
    </BlockCollapsible>
  );
}

function toEmpty(slug: string, about: string, html: string | null): string {
  if (html === null) return about;
  if (slug === 'paywall') return 'What stands below is for those who may read the post. What stands above is for everybody.';
  if (slug === 'transistor') return about;
  return `${about} Nothing to show yet: open it with the pencil.`;
}

/** The card as HTML: null before the first answer, empty when it shows nothing. */
function useRendered(values: string): string | null {
  const { config } = useConfig();
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let isOld = false;
    // Whoever types should not be followed letter by letter.
    const timer = setTimeout(
      async () => {
        const said = await ask(`${config.routes.api}/blog/card-preview`, { body: { fields: JSON.parse(values) } });
        if (isOld || !said.ok || !said.body || typeof said.body !== 'object' || !('html' in said.body)) return;
        setHtml(String(said.body.html));
      },
      html === null ? 0 : 400,
    );
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [values, config.routes.api]);
  return html;
}

let sheet: Promise<CSSStyleSheet> | undefined;

/** The sites' design, fetched once for all cards of the page. */
function loadSheet(): Promise<CSSStyleSheet> {
  sheet ??= fetch('/card.css').then(async (answer) => {
    const made = new CSSStyleSheet();
    if (answer.ok) made.replaceSync(await answer.text());
    return made;
  });
  return sheet;
}

/** HTML in a shadow tree of its own: the sites' styles stay in, the admin's stay out. It is a picture: nothing in it can be pressed. */
function Drawn({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null);
  const { theme } = useTheme();
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    // Made by core/richtext, which escapes and sanitises all that it writes.
    shadow.innerHTML = `<div class="prose" inert>${html}</div>`;
    void loadSheet().then((one) => {
      shadow.adoptedStyleSheets = [one];
    });
  }, [html]);
  return <div ref={host} data-site="blog" className="rose-card__drawn" style={{ colorScheme: theme }} />;
}
