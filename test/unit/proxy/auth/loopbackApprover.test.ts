import { expect, onTestFinished, test } from 'vitest';
import type { Approval } from '../../../../src/proxy/auth/approver';
import { type Browser, loopbackApprover } from '../../../../src/proxy/auth/loopbackApprover';

const PAGE = new URL('https://issuer.example/authorize?state=right');
const browser: Browser = { reach: async (local) => local, open: async () => true };
const never = new AbortController().signal;

async function openApproval(options: Partial<Browser> = {}, known?: string): Promise<Approval> {
  const approval = await loopbackApprover({ ...browser, ...options }).open(known);
  onTestFinished(() => approval.dispose());
  return approval;
}

test('the answer is the query of the one who shows the state', async () => {
  const opened: string[] = [];
  const approval = await openApproval({
    open: async (url) => {
      opened.push(url.href);
      return true;
    },
  });
  const answer = approval.approve(PAGE, never);
  const response = await fetch(`${approval.redirectUrl}?state=right&code=a%2Bb`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(Object.fromEntries(await answer)).toEqual({ state: 'right', code: 'a+b' });
  expect(opened).toEqual([PAGE.href]);
});

test('whoever else comes is sent away, and the wait goes on', async () => {
  const approval = await openApproval();
  const answer = approval.approve(PAGE, never);
  const { origin } = new URL(approval.redirectUrl);
  const status = async (url: string, method = 'GET') => (await fetch(url, { method })).status;
  expect(await status(`${approval.redirectUrl}?state=wrong&code=evil`)).toBe(400);
  expect(await status(`${approval.redirectUrl}?error=access_denied`)).toBe(400);
  expect(await status(`${approval.redirectUrl}?state=right&code=evil`, 'POST')).toBe(404);
  expect(await status(`${origin}/?state=right&code=evil`)).toBe(404);
  expect(await status(`${approval.redirectUrl}?state=right&code=good`)).toBe(200);
  expect((await answer).get('code')).toBe('good');
});

test.each(['file:///etc/passwd', 'javascript:alert(1)', 'http://issuer.example/authorize'])(
  'nobody is sent to %s',
  async (url) => {
    let opened = false;
    const approval = await openApproval({
      open: async () => {
        opened = true;
        return true;
      },
    });
    await expect(approval.approve(new URL(url), never)).rejects.toThrow('no safe place');
    expect(opened).toBe(false);
  },
);

test('a person may not want to', async () => {
  const approval = await openApproval({ open: async () => false });
  await expect(approval.approve(PAGE, never)).rejects.toMatchObject({ problem: 'dismissed' });
});

test('the wait ends with its signal', async () => {
  const approval = await openApproval();
  const cancel = new AbortController();
  const answer = approval.approve(PAGE, cancel.signal);
  cancel.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
});

test('the browser comes back to where it can reach', async () => {
  const reached: string[] = [];
  const approval = await openApproval({
    reach: async (local) => {
      reached.push(local.href);
      return new URL('https://window.example/callback');
    },
  });
  expect(approval.redirectUrl).toBe('https://window.example/callback');
  expect(reached[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
});

test('what brings the browser here may put something before the path', async () => {
  const approval = await openApproval();
  const answer = approval.approve(PAGE, never);
  const { origin } = new URL(approval.redirectUrl);
  expect((await fetch(`${origin}/proxy/4711/callback?state=right&code=c`)).status).toBe(200);
  expect((await answer).get('code')).toBe('c');
});

test('a known port is taken again; another one if it cannot be had', async () => {
  const first = await openApproval();
  const other = await openApproval({}, first.redirectUrl);
  expect(other.redirectUrl).not.toBe(first.redirectUrl);
  first.dispose();
  expect((await openApproval({}, first.redirectUrl)).redirectUrl).toBe(first.redirectUrl);
});

test('nothing listens after it', async () => {
  const approval = await openApproval();
  approval.dispose();
  await expect(fetch(approval.redirectUrl)).rejects.toThrow();
});
