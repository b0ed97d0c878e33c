'use client';
import { Button, Link, toast, useConfig } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useEffect, useState } from 'react';
import type { LinkFinding } from '../../core/link-findings.ts';
import { ask } from '../shared/admin/ask.ts';

interface Check {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly documents: number;
  readonly links: number;
  readonly findings: readonly LinkFinding[];
  /** When it ended, or began. */
  readonly at: string;
}

const LOOK_EVERY_MS = 3000;

/** The newest link check: how far it is, and what it found, by post. */
export function CheckLinks({ check, admin }: { check: Check | null; admin: string }) {
  const { config } = useConfig();
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = check?.state === 'queued' || check?.state === 'running';

  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => router.refresh(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, router]);

  const begin = async () => {
    setBusy(true);
    const said = await ask(`${config.routes.api}/blog/links/check`);
    setBusy(false);
    if (!said.ok) toast.error(said.message);
    router.refresh();
  };

  return (
    <section className="rose-section" aria-labelledby="check-links">
      <h2 id="check-links">Links that lead nowhere</h2>
      <p className="rose-hint">
        Every address in what is out is asked for once, politely. It takes a while where many lead to the same site; you need not wait here.
      </p>
      <Button id="check-links-begin" disabled={isBusy || isUnderWay} onClick={() => void begin()}>
        {isUnderWay ? 'Being checked' : 'Check all links'}
      </Button>
      <p role="status">{toStatus(check)}</p>
      {check && check.findings.length > 0 ? <Findings findings={check.findings} admin={admin} /> : null}
    </section>
  );
}

function Findings({ findings, admin }: { findings: readonly LinkFinding[]; admin: string }) {
  const byPost = Map.groupBy(
    findings.flatMap((finding) => finding.places.map((place) => ({ finding, place }))),
    ({ place }) => `${place.collection}/${place.id}`,
  );
  return (
    <ul className="rose-documents">
      {[...byPost].map(([path, found]) => (
        <li key={path}>
          <h3>
            <Link href={`${admin}/collections/${path}`} prefetch={false}>
              {found[0]?.place.title}
            </Link>
          </h3>
          <ul>
            {found.map(({ finding, place }) => (
              <li key={`${finding.url} ${place.where}`}>
                <code>{finding.url}</code>
                <span className="rose-hint">{` in ${place.where}. ${finding.code ? `${finding.code}: ` : ''}${finding.says} `}</span>
                {/^https?:/.test(finding.url) ? (
                  <Link href={`${admin}/links?mend=${encodeURIComponent(finding.url)}`} prefetch={false}>
                    Mend it everywhere
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function toStatus(check: Check | null): string {
  if (!check) return 'Nobody has checked yet.';
  const addresses = count(check.links, 'address', 'addresses');
  const lost = check.findings.length === 1 ? '1 leads nowhere' : `${check.findings.length} lead nowhere`;
  switch (check.state) {
    case 'queued':
      return 'The check begins in a moment.';
    case 'running':
      return `Under way: ${addresses} so far, ${lost}.`;
    case 'failed':
      return 'The check was broken off. It is tried again, or begin it anew.';
    case 'done':
      return `${check.at}: ${addresses} in ${count(check.documents, 'post or page', 'posts and pages')}. ${
        check.findings.length === 0 ? 'All lead somewhere' : lost
      }.`;
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
