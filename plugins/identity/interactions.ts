import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import { reached } from '../../platform/points.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { findOwnHost } from './clients.ts';
import { grantWhatWasAsked } from './consent.ts';
import { BadForm, readCookie, readForm, redirect, sendPage, toAsker, toCookie, toCookieName } from './http.ts';
import type { Context } from './options.ts';
import { renderConfirm, renderConsent, renderLinkSent, renderProblem, renderSignIn } from './pages.ts';
import { findCode, issueCode, useCode } from './sign-in-codes.ts';
import { toSignInMail } from './sign-in-mail.ts';
import { forgetSilentAsks } from './silent-asks.ts';

const address = z.email().max(254);
const ticketShape = z.object({ userId: z.string(), until: z.number() });
const TICKET_SECONDS = 120;
const TICKET_PURPOSE = 'identity.ticket';

type Exchange = { req: IncomingMessage; res: ServerResponse; uid: string };
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The sign-in pages under `/oidc/interaction/<uid>` on the issuer's host. */
export function createInteractions(context: Context, getProvider: () => Promise<Provider>) {
  const ticketCookie = toCookieName('rose_ticket', { secure: false });

  return {
    /** `GET /oidc/interaction/<uid>` */
    async show({ req, res, uid }: Exchange): Promise<void> {
      const interaction = await findInteraction({ req, res, uid });
      if (!interaction) return showLost(res);
      const ticket = readTicket(req);
      if (interaction.prompt.name === 'login' && ticket) {
        return finishLogin({ req, res, uid }, ticket.userId, [dropTicket()]);
      }
      if (interaction.prompt.name === 'consent') return showConsent(res, interaction);
      sendPage(res, 200, renderSignIn({ action: toPath(uid) }));
    },

    /** `POST /oidc/interaction/<uid>`: an address of mail, or the answer to the consent page. */
    async submit({ req, res, uid }: Exchange): Promise<void> {
      const interaction = await findInteraction({ req, res, uid });
      if (!interaction) return showLost(res);
      const form = await readForm(req);
      if (interaction.prompt.name === 'consent') return answerConsent({ req, res, uid }, interaction, form.get('answer') === 'yes');

      const email = address.safeParse(form.get('email')?.trim());
      if (!email.success) {
        const problem = 'This does not look like an e-mail address. It has the shape name@example.org.';
        return sendPage(res, 422, renderSignIn({ action: toPath(uid), email: form.get('email') ?? '', problem }));
      }
      const isOut = await sendLink({ email: email.data, uid, clientId: String(interaction.params.client_id), asker: toAsker(req) });
      if (!isOut) {
        const problem = 'There were too many tries. Wait a quarter of an hour, then ask for a new link.';
        return sendPage(res, 429, renderSignIn({ action: toPath(uid), email: email.data, problem }));
      }
      const mails = context.sendsMail ? null : `${context.originOf('cms')}/admin/collections/mails`;
      sendPage(res, 200, renderLinkSent({ email: email.data, again: toPath(uid), mails }));
    },

    /** `GET /oidc/interaction/<uid>/confirm?code=…`: asks first, as programs that read mail follow links. */
    async showConfirm({ req, res, uid }: Exchange): Promise<void> {
      const code = new URL(req.url ?? '/', context.issuer).searchParams.get('code') ?? '';
      const proof = await inTransaction(context.payload, (tx) => findCode(tx, code));
      if (!proof) return showUsed(res);
      sendPage(res, 200, renderConfirm({ action: `${toPath(uid)}/confirm`, code, email: proof.email }));
    },

    /** `POST /oidc/interaction/<uid>/confirm`: uses the code up and signs in. */
    async confirm({ req, res, uid }: Exchange): Promise<void> {
      const code = (await readForm(req)).get('code') ?? '';
      const proved = await inTransaction(context.payload, async (tx) => {
        const proof = await useCode(tx, code);
        const account = proof && (await context.services().account.getOrCreateByEmail({ tx, email: proof.email }));
        return proof && account ? { ...proof, userId: account.id } : null;
      });
      await reached('sign-in.after-code');
      if (!proved) return showUsed(res);
      const interaction = await findInteraction({ req, res, uid });
      if (interaction?.uid === proved.interaction) return finishLogin({ req, res, uid }, proved.userId);
      // Another browser than the one that asked: that one stays a guest, this one begins a sign-in of its own.
      const host = findOwnHost(proved.clientId) ?? 'account';
      const ticket = context.secrets.seal(
        JSON.stringify({ userId: proved.userId, until: Date.now() + TICKET_SECONDS * 1000 }),
        TICKET_PURPOSE,
      );
      const cookie = toCookie({
        name: ticketCookie,
        value: ticket,
        seconds: TICKET_SECONDS,
        secure: context.secure,
        path: '/oidc/interaction',
      });
      redirect(res, `${context.originOf(host)}/sign-in?again=1`, [cookie]);
    },

    /** What a failed step looks like; a bug is logged and shown as one. */
    async fail({ res }: { res: ServerResponse }, error: unknown): Promise<void> {
      if (res.headersSent) {
        res.end();
        return;
      }
      if (error instanceof BadForm)
        return sendPage(
          res,
          400,
          renderProblem({ title: 'That did not arrive', words: error.message, href: context.originOf('account'), link: 'Begin again' }),
        );
      if (isLost(error)) return showLost(res);
      context.log.error({ err: error }, 'A sign-in page failed.');
      sendPage(
        res,
        500,
        renderProblem({
          title: 'This did not work',
          words: 'Something failed on our side. Nothing was changed.',
          href: `${context.originOf('account')}/sign-in`,
          link: 'Begin again',
        }),
      );
    },
  };

  /** The interaction that this browser began, by its cookie; null when it is another's or has run out. */
  async function findInteraction({ req, res, uid }: Exchange): Promise<Interaction | null> {
    const provider = await getProvider();
    try {
      const interaction = await provider.interactionDetails(req, res);
      return interaction.uid === uid ? interaction : null;
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
  }

  async function finishLogin({ req, res }: Exchange, userId: string, cookies: readonly string[] = []): Promise<void> {
    const provider = await getProvider();
    for (const cookie of cookies) res.appendHeader('Set-Cookie', cookie);
    res.setHeader('Cache-Control', 'no-store');
    await forgetSilentAsks(context.tx, req);
    await provider.interactionFinished(
      req,
      res,
      { login: { accountId: userId, remember: true, amr: ['email'] } },
      { mergeWithLastSubmission: false },
    );
  }

  /** False when there were too many asks. Whether there is an account makes no difference to see. */
  async function sendLink(ask: { email: string; uid: string; clientId: string; asker: string }): Promise<boolean> {
    // Asked before the transaction: inside, it would take a second connection, and a crowd would wait for itself.
    const mayEnter = await context.services().account.maySignIn(ask.email);
    return inTransaction(context.payload, async (tx) => {
      const issued = await issueCode(tx, { email: ask.email, interaction: ask.uid, clientId: ask.clientId, asker: ask.asker });
      if (issued.type === 'too-many') return false;
      if (!mayEnter) return true;
      const link = `${context.originOf('federation')}${toPath(ask.uid)}/confirm?code=${encodeURIComponent(issued.code)}`;
      await context
        .mailer()
        .enqueue({ tx, mail: toSignInMail({ to: ask.email, link, id: issued.id, host: new URL(context.issuer).hostname }) });
      return true;
    });
  }

  async function showConsent(res: ServerResponse, interaction: Interaction): Promise<void> {
    const provider = await getProvider();
    const clientId = String(interaction.params.client_id);
    const client = await provider.Client.find(clientId);
    const scopes = String(interaction.params.scope ?? 'openid').split(' ');
    sendPage(res, 200, renderConsent({ action: toPath(interaction.uid), program: client?.clientName ?? clientId, scopes }));
  }

  async function answerConsent({ req, res }: Exchange, interaction: Interaction, agreed: boolean): Promise<void> {
    const provider = await getProvider();
    const result = agreed
      ? { consent: { grantId: await grantWhatWasAsked(provider, interaction) } }
      : { error: 'access_denied', error_description: 'the person refused' };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: agreed });
  }

  function readTicket(req: IncomingMessage): { userId: string } | null {
    const sealed = readCookie(req.headers.cookie, ticketCookie);
    if (!sealed) return null;
    try {
      const ticket = ticketShape.parse(JSON.parse(context.secrets.open(sealed, TICKET_PURPOSE)));
      return ticket.until > Date.now() ? ticket : null;
    } catch {
      return null;
    }
  }

  function dropTicket(): string {
    return toCookie({ name: ticketCookie, value: '', seconds: 0, secure: context.secure, path: '/oidc/interaction' });
  }

  function showLost(res: ServerResponse): void {
    sendPage(
      res,
      400,
      renderProblem({
        title: 'This sign-in has run out',
        words: 'It was begun in another browser, or more than an hour ago.',
        href: `${context.originOf('account')}/sign-in`,
        link: 'Begin again',
      }),
    );
  }

  function showUsed(res: ServerResponse): void {
    sendPage(
      res,
      400,
      renderProblem({
        title: 'This link is used up',
        words: 'A link is good for fifteen minutes and for one sign-in. Ask for a new one.',
        href: `${context.originOf('account')}/sign-in`,
        link: 'Begin again',
      }),
    );
  }
}

const toPath = (uid: string) => `/oidc/interaction/${encodeURIComponent(uid)}`;

/** oidc-provider's errors carry the name of their class; asked by name, so that the library need not be loaded to ask. */
function isLost(error: unknown): boolean {
  return error instanceof Error && error.name === 'SessionNotFound';
}
