'use client';
import { useEffect } from 'react';

const QUESTION = 'What you changed here is not saved yet. Leave it?';

/** While something is unsaved, nobody leaves the page by mistake: neither by closing it nor by a link, which the admin follows without loading a page. */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || link?.target === '_blank';
      if (!link?.href || opensElsewhere || link.pathname === window.location.pathname || window.confirm(QUESTION)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isChanged]);
}
