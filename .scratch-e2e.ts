import { launch } from './tests/e2e/browser.ts';
const o = (h: string) => `http://${h}.rose.localhost:3100`;
const b = await launch();
const admin = { email: 'editor@rose.localhost', password: 'roses-are-ash' };
const admins = await b.newContext();
async function link(email: string) {
  const ap = await admins.newPage(); await ap.goto(`${o('cms')}/api/users/me`);
  const text = await ap.evaluate(async ([who, to]: any) => {
    const login = await fetch('/api/users/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(who) });
    const said = await login.text();
    const m = await fetch('/api/mails?where[recipient][equals]=' + encodeURIComponent(to) + '&sort=-createdAt&limit=1');
    const d = await m.json(); return d.docs?.[0]?.text ?? said + JSON.stringify(d);
  }, [admin, email]);
  await ap.close(); const l = /http:\S+/.exec(text)?.[0]; if (!l) console.log(text.slice(0,500)); return l ?? '';
}
async function shots(page: any, name: string) {
  for (const scheme of ['light','dark']) for (const w of [390, 1440]) {
    await page.emulateMedia({ colorScheme: scheme }); await page.setViewportSize({ width: w, height: 800 });
    await page.screenshot({ path: `/tmp/shots/${name}-${scheme}-${w}.png` });
  }
}
const ctx = await b.newContext(); const page = await ctx.newPage();
page.on('console', (m: any) => m.type()==='error' && console.log('console:', m.text()));
const email = `rosa${Date.now()}@example.org`;
try {
  await page.goto(`${o('blog')}/sign-in?return=/about/`); console.log(page.url());
  await shots(page, '1-signin');
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('A link is on its way').waitFor({ timeout: 20000 });
  await shots(page, '2-sent');
  const l = await link(email); console.log(l);
  await page.goto(l); await page.getByText(email).waitFor();
  await shots(page, '3-confirm');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/about\//, { timeout: 20000 }); console.log('landed', page.url());
  await page.waitForTimeout(500); await shots(page, '4-blog');
  console.log('signout buttons', await page.locator('header').getByRole('button', { name: 'Sign out' }).count());
  for (const s of ['market','cart','events','federation','account']) {
    await page.evaluate((a: string) => { const x = Object.assign(document.createElement('a'), { href: a }); document.body.append(x); x.click(); }, `${o(s)}/`);
    await page.waitForURL((u: URL) => u.origin === o(s) && !u.pathname.startsWith('/auth'), { timeout: 20000 });
    await page.waitForLoadState();
    console.log(s, page.url(), await page.locator('header').getByRole('button', { name: 'Sign out' }).count());
  }
  await shots(page, '5-account');
  await page.locator('header').getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/signed-out/, { timeout: 20000 }); await shots(page, '6-out');
  for (const s of ['blog','market','cart','events','federation','account']) { await page.goto(o(s)+'/'); console.log(s, 'out', await page.locator('header').getByRole('button', { name: 'Sign out' }).count()); }
} catch (e) { console.log(String(e)); console.log(page.url()); await page.screenshot({ path: '/tmp/shots/fail.png' }); console.log((await page.content()).slice(0, 1500)); }
await b.close();
