/** The co-op's rose, as on the sites: three turning petals on a stem with one ash leaf, on a 32 px grid. */
function Mark({ size }: { size: number }) {
  return (
    <svg className="rose-mark" width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path opacity=".22" d="M16 3.2c3.9 0 7.6 2.9 7.6 7.3 0 4.6-3.5 8-7.6 8s-7.6-3.4-7.6-8c0-4.4 3.7-7.3 7.6-7.3Z" />
      <path d="M16 18.5c-4.1 0-7.6-3.4-7.6-8 0-1 .2-2 .6-2.9 1.8 2.7 4.4 3.9 7.2 3.9 2.7 0 5-1 6.7-3.2.4.7.7 1.4.7 2.2 0 4.6-3.5 8-7.6 8Z" />
      <path opacity=".75" d="M11.4 5.2c1.3-1.3 3-2 4.6-2 1.8 0 3.6.7 4.9 1.9-.9 2.3-2.7 3.6-4.9 3.6-2.1 0-3.8-1.3-4.6-3.5Z" />
      <path fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" d="M16 18.5V29" />
      <path opacity=".6" d="M16.2 26c.6-3.2 3-5 7-5.1-.3 3.8-2.9 5.6-7 5.1Z" />
    </svg>
  );
}

/** At the head of every page of the admin; it leads to the dashboard. */
export function Icon() {
  return <Mark size={22} />;
}

/** Above the form that people sign in with. */
export function Logo() {
  return (
    <span className="rose-logo">
      <Mark size={72} />
      <span>Rose Ash</span>
    </span>
  );
}
