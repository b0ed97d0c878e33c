/** Above the admin's own form, which stays for the first editor and for the day when mail is down. */
export function SignInLink() {
  return (
    <div style={{ marginBottom: 'calc(var(--base) * 1.5)' }}>
      <a className="btn btn--style-primary btn--size-large" href="/sign-in?return=/admin" style={{ display: 'block', textAlign: 'center' }}>
        Sign in with your account
      </a>
      <p style={{ textAlign: 'center' }}>or with e-mail and password:</p>
    </div>
  );
}
