'use client';
import { Button, toast, useConfig, useDocumentInfo, useLivePreviewContext, usePreferences } from '@payloadcms/ui';
import { useEffect, useId, useState } from 'react';
import { PREVIEW_PREFERENCE, PREVIEW_READERS, type PreviewReader } from '../../core/preview-readers.ts';
import { ask } from '../shared/admin/ask.ts';

const NAMES: Readonly<Record<PreviewReader, string>> = { visitor: 'Visitor', member: 'Member', paid: 'Paying member' };

/** Through whose eyes the preview looks, and a link to it for people who cannot sign in here. */
export function PreviewSwitch() {
  const { id, collectionSlug } = useDocumentInfo();
  const { config } = useConfig();
  const { getPreference, setPreference } = usePreferences();
  const { setURL, setPreviewURL } = useLivePreviewContext();
  const [as, setAs] = useState<PreviewReader>('visitor');
  const field = useId();

  useEffect(() => {
    void getPreference(PREVIEW_PREFERENCE).then((kept: unknown) => setAs(PREVIEW_READERS.find((reader) => reader === kept) ?? 'visitor'));
  }, [getPreference]);

  if (!id) return null;

  const makeLink = async (reader: PreviewReader, toShare: boolean): Promise<string | null> => {
    const kind = collectionSlug === 'pages' ? 'page' : 'post';
    const said = await ask(`${config.routes.api}/blog/preview-links`, { body: { kind, id, as: reader, toShare } });
    if (said.ok && said.body && typeof said.body === 'object' && 'url' in said.body) return String(said.body.url);
    toast.error(said.ok ? 'No link came back. Try again.' : said.message);
    return null;
  };

  const choose = async (reader: PreviewReader) => {
    setAs(reader);
    await setPreference(PREVIEW_PREFERENCE, reader);
    const url = await makeLink(reader, false);
    if (!url) return;
    setURL(url);
    setPreviewURL(url);
  };

  const copy = async () => {
    const url = await makeLink(as, true);
    if (!url) return;
    try {
      await navigator.clipboard.writeText(url);
      toast.success(`A link to this draft, as a ${NAMES[as].toLowerCase()} sees it, is on your clipboard. It works for 7 days.`);
    } catch {
      // Without https a browser keeps its clipboard closed: the link is shown instead.
      toast.info(url, { duration: 60_000 });
    }
  };

  return (
    <div className="rose-preview">
      <label htmlFor={field}>Preview as</label>
      <select
        id={field}
        value={as}
        onChange={(event) => void choose(PREVIEW_READERS.find((one) => one === event.target.value) ?? 'visitor')}
      >
        {PREVIEW_READERS.map((reader) => (
          <option key={reader} value={reader}>
            {NAMES[reader]}
          </option>
        ))}
      </select>
      <Button buttonStyle="secondary" size="medium" margin={false} onClick={() => void copy()}>
        Copy link to share
      </Button>
    </div>
  );
}
