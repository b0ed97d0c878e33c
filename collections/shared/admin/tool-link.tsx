'use client';
import { Link } from '@payloadcms/ui';
import { usePathname } from 'next/navigation.js';

/** One entry of the menu, marked while its page is open. */
export function ToolLink({ id, href, label }: { id: string; href: string; label: string }) {
  const isHere = usePathname().startsWith(href);
  return (
    <Link className="nav__link" id={id} href={href} prefetch={false} aria-current={isHere ? 'page' : undefined}>
      {isHere ? <span className="nav__link-indicator" /> : null}
      <span className="nav__link-label">{label}</span>
    </Link>
  );
}
