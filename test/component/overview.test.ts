import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/shared/model/diagnosis';
import type { Launch, LaunchStep } from '../../src/shared/model/launch';
import { everythingHost, readyServer } from './harness/everything';
import { FakeHost } from './harness/fakeHost';
import { button, usePanel } from './harness/usePanel';

const open = usePanel();

const diagnosis: Diagnosis = {
  code: 'process.crashed',
  title: 'The server crashed while it started',
  explanation: 'It stopped with an error in server.js. Mend it there and start again.',
  evidence: [{ label: 'First frame', value: 'at main (/srv/app/server.js:12:5)' }],
  fixes: [
    {
      id: 'open',
      title: 'Open server.js',
      action: { kind: 'openFile', path: '/srv/app/server.js' },
    },
    { id: 'again', title: 'Start again', action: { kind: 'restart' } },
  ],
};

function launch(steps: readonly LaunchStep[], change: Partial<Launch> = {}): Launch {
  return { id: 'l1', startedAt: Date.now(), deadline: Date.now() + 30_000, steps, ...change };
}

describe('before the launch', () => {
  it('offers to start the server', async () => {
    const host = new FakeHost();
    const panel = await open(host);
    await panel.page.getByRole('heading', { name: 'server is not running' }).waitFor();
    await button(panel, 'Start server').click();
    await host.untilAsked('panel/start');
  });
});

describe('a launch', () => {
  it('is shown as it goes on, to its end', async () => {
    const host = new FakeHost();
    const panel = await open(host);
    const step = (id: string) => panel.page.locator(`[data-step=${id}]`);
    host.setServer({
      state: { status: 'probing', step: 'tcp' },
      launch: launch([
        { id: 'process', status: 'passed', attempts: 1, ms: 12, detail: 'pid 4711' },
        { id: 'tcp', status: 'running', attempts: 3, ms: 140 },
        { id: 'mcp', status: 'pending', attempts: 0 },
      ]),
    });
    await step('tcp').getByText('Waiting for a connection').waitFor();
    expect(await step('process').textContent()).toBe('Process runsPassedpid 471112 ms');
    expect(await step('tcp').textContent()).toContain('3 attempts');
    expect(await step('tcp').getAttribute('aria-current')).toBe('step');
    host.setServer(readyServer);
    await panel.page.getByRole('heading', { name: 'Everything Reference Server' }).waitFor();
    await panel.page.getByText('3 of 3 passed in 412 ms').waitFor();
    expect(await step('mcp').count()).toBe(0);
    await button(panel, 'Launch checklist').click();
    await step('mcp').getByText('405 ms').waitFor();
  });

  it('counts down, and can be waited for longer', async () => {
    const host = new FakeHost();
    const panel = await open(host);
    const state = { status: 'probing', step: 'mcp' } as const;
    const steps = [{ id: 'mcp', status: 'running', attempts: 1 }] as const;
    host.setServer({ state, launch: launch(steps, { deadline: Date.now() + 900_000 }) });
    await panel.page.getByText(/Waits another [1-9]\d\d s/).waitFor();
    await button(panel, 'Keep waiting').click();
    await host.untilAsked('panel/keepWaiting');
    expect(host.askedFor('panel/keepWaiting')).toEqual([{ ms: 30_000 }]);
    host.setServer({ launch: launch(steps, { deadline: Date.now() - 1 }) });
    await panel.page.getByText('The time is over').waitFor();
  });

  it('that failed says why, with what shows it and the ways out', async () => {
    const host = new FakeHost();
    host.output = [
      { stream: 'stdout', text: 'Booting', time: 1 },
      { stream: 'stderr', text: '    at file:///srv/app/boot.mjs:4:11', time: 2 },
    ];
    const panel = await open(host);
    host.setServer({
      state: { status: 'failed', diagnosis },
      launch: launch([{ id: 'process', status: 'failed', attempts: 1 }], { endedAt: Date.now() }),
    });
    const card = panel.page.getByRole('region', { name: diagnosis.title });
    await card.getByText(diagnosis.explanation).waitFor();
    await card.getByText('process.crashed').waitFor();
    await panel.page.getByText('Process does not run').waitFor();

    await button(panel, 'Open server.js').click();
    await host.untilAsked('panel/applyFix');
    expect(host.askedFor('panel/applyFix')).toEqual([{ code: 'process.crashed', fixId: 'open' }]);

    await button(panel, 'Copy diagnosis').click();
    await host.untilAsked('panel/copyDiagnosis');

    await card.getByRole('link', { name: '/srv/app/server.js:12:5' }).click();
    await panel.page.getByRole('log').getByRole('link').click();
    await host.untilAsked('panel/openFile', 2);
    expect(host.askedFor('panel/openFile')).toEqual([
      { path: '/srv/app/server.js', line: 12, column: 5 },
      { path: '/srv/app/boot.mjs', line: 4, column: 11 },
    ]);
  });

  it('shows what the process writes as it writes it', async () => {
    const host = new FakeHost();
    host.output = [{ stream: 'stderr', text: 'first', time: 1 }];
    host.server = {
      ...host.server,
      state: { status: 'starting', step: 'process' },
      launch: launch([{ id: 'process', status: 'running', attempts: 1 }]),
    };
    const panel = await open(host);
    const log = panel.page.getByRole('log');
    await log.getByText('first').waitFor();
    host.addOutput(
      Array.from({ length: 60 }, (_, index) => ({
        stream: 'stderr',
        text: `line ${index}`,
        time: 2,
      })),
    );
    await log.getByText('line 59').waitFor();
    expect(await log.evaluate(atEnd)).toBe(true);
    await log.evaluate((element) => element.scrollTo(0, 0));
    host.addOutput([{ stream: 'stderr', text: 'the last', time: 3 }]);
    await log.getByText('the last').waitFor();
    expect(await log.evaluate(atEnd)).toBe(false);
  });
});

describe('a server that is ready', () => {
  it('says who it is and what it can do', async () => {
    const panel = await open(everythingHost());
    await panel.page.getByText('2025-11-25 (legacy era)').waitFor();
    await panel.page.getByText('mcp-servers/everything').waitFor();
    await panel.page.getByText('Completes arguments of prompts').waitFor();
    expect(await panel.page.getByRole('tab', { name: 'Tools' }).textContent()).toBe('Tools16');
  });

  it('shows its warnings', async () => {
    const host = everythingHost();
    const panel = await open(host);
    host.setServer({ warnings: [{ ...diagnosis, code: 'mcp.stdout-noise', title: 'Noise' }] });
    await panel.page.getByRole('region', { name: 'Noise' }).waitFor();
    expect(await panel.page.getByRole('tab', { name: 'Overview' }).textContent()).toBe('Overview1');
  });

  it('can be stopped and restarted', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await button(panel, 'Restart').click();
    await button(panel, 'Stop').click();
    await host.untilAsked('panel/stop');
    expect(host.askedFor('panel/restart')).toHaveLength(1);
    host.setServer({ state: { status: 'stopped' } });
    await panel.page.getByRole('heading', { name: 'everything is stopped' }).waitFor();
  });

  it('tells of its process and environment, without values', async () => {
    const host = everythingHost();
    host.environment = {
      cwd: '/srv/app',
      envFile: '/srv/app/.env',
      variables: [
        { name: 'API_KEY', from: 'entry', isRemoved: false },
        { name: 'FROM_FILE', from: 'envFile', isRemoved: false },
        { name: 'GONE', from: 'entry', isRemoved: true },
      ],
    };
    host.server = { ...readyServer, restarts: 2 };
    const panel = await open(host);
    await panel.page.getByText('52 MB').waitFor();
    await panel.page.getByText('2 times since the window was opened').waitFor();
    await button(panel, 'Environment').click();
    const rows = panel.page.getByRole('table', { name: 'Environment variables' }).getByRole('row');
    await rows.first().waitFor();
    expect(await rows.allTextContents()).toEqual([
      'API_KEY••••••••configuration',
      'FROM_FILE••••••••environment file',
      'GONEremovedconfiguration',
    ]);
  });

  it('is pinged, and connected to anew', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await button(panel, 'Ping').click();
    await panel.page.getByText('Answered in 4.2 ms').waitFor();
    host.refusals.set('inspector/ping', 'The connection is closed.');
    await button(panel, 'Ping').click();
    await panel.page.getByText('No answer: The connection is closed.').waitFor();
    await button(panel, 'Reconnect').click();
    await host.untilAsked('inspector/reconnect');
  });

  it('takes another era with the next start', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await panel.page.getByLabel('Era and version').selectOption('2025-06-18');
    await panel.page.getByText('This takes effect when the server is started again.').waitFor();
    expect(host.askedFor('panel/setSessionSettings')).toEqual([
      { settings: { era: '2025-06-18' } },
    ]);
    await button(panel, 'Restart now').click();
    await host.untilAsked('panel/restart');
  });

  it('has sessions besides, which can be closed', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await button(panel, 'Open another session').click();
    await host.untilAsked('inspector/openSession');
    const session = readyServer.session;
    if (!session) throw new Error('There is no session');
    host.setServer({ ...readyServer, otherSessions: [{ ...session, id: 'session-2' }] });
    await button(panel, 'Close the session session-2').click();
    await host.untilAsked('inspector/closeSession');
    expect(host.askedFor('inspector/closeSession')).toEqual([
      { serverId: readyServer.id, sessionId: 'session-2' },
    ]);
  });

  it('may say nothing that becomes part of the page', async () => {
    const host = everythingHost();
    const session = readyServer.session;
    const instructions = [
      '# Title',
      '<img src=x onerror="document.title = \'taken\'"><script>document.title = "taken"</script>',
      '[web](https://example.com/a) [bad](javascript:document.title="taken") ![far](https://example.com/x.png)',
    ].join('\n\n');
    if (session) host.server = { ...readyServer, session: { ...session, instructions } };
    const panel = await open(host);
    await panel.page.getByRole('heading', { name: 'Title' }).waitFor();
    const markdown = panel.page.locator('.markdown');
    expect(await markdown.locator('img, script').count()).toBe(0);
    expect(await markdown.getByRole('link').allTextContents()).toEqual(['web', 'far']);
    // VS Code opens every link whose click reaches the window, without the host's question.
    await panel.page.evaluate(() =>
      window.addEventListener('click', () => {
        document.title = 'reached';
      }),
    );
    await markdown.getByRole('link', { name: 'web' }).click();
    await host.untilAsked('panel/openExternal');
    expect(host.askedFor('panel/openExternal')).toEqual([{ url: 'https://example.com/a' }]);
    expect(await panel.page.title()).toBe('Inspector');
  });
});

it('shows what the host could not do', async () => {
  const host = new FakeHost();
  host.refusals.set('panel/start', 'The workspace is not trusted.');
  const panel = await open(host);
  await button(panel, 'Start server').click();
  await panel.page.getByRole('alert').getByText('The workspace is not trusted.').waitFor();
  await button(panel, 'Dismiss').click();
  await panel.page.getByRole('alert').waitFor({ state: 'detached' });
});

function atEnd(element: Element): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 8;
}
