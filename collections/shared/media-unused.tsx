'use client';
import { useConfig } from '@payloadcms/ui';
import { useSearchParams } from 'next/navigation.js';

/** Above the list: shows what nothing uses, or everything again. */
export function UnusedLink() {
  const { config } = useConfig();
  const isFiltered = useSearchParams().toString().includes('unused');
  const list = `${config.routes.admin}/collections/media`;
  const unused = new URLSearchParams({ 'where[or][0][and][0][unused][equals]': 'true' });
  return (
    <p style={{ marginBlockEnd: '1rem' }}>
      {isFiltered ? (
        <>
          These files are used nowhere. <a href={list}>Show all files</a>
        </>
      ) : (
        <a href={`${list}?${unused}`}>Show files that are used nowhere</a>
      )}
    </p>
  );
}
