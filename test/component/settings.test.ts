import { describe, expect, it } from 'vitest';
import { everythingHost } from './harness/everything';
import type { FakeHost } from './harness/fakeHost';
import type { Panel } from './harness/panelPage';
import { button, show, usePanel } from './harness/usePanel';

const open = usePanel();

async function openSettings(host: FakeHost): Promise<Panel> {
  const panel = await open(host);
  await show(panel, 'Settings');
  await panel.page.getByRole('heading', { name: 'Settings of the session' }).waitFor();
  return panel;
}

/** All that was set, in the last request that set it. */
function lastSet(host: FakeHost): object | undefined {
  return host.askedFor('panel/setSessionSettings').at(-1)?.settings;
}

describe('time-outs', () => {
  it('are given in seconds, and kept when the field is left', async () => {
    const host = everythingHost();
    const panel = await openSettings(host);
    await panel.page.getByLabel('Time-out', { exact: true }).fill('2.5');
    await panel.page.getByLabel('Maximum in total').fill('60');
    await panel.page.getByLabel('Maximum in total').press('Enter');
    await panel.page.getByLabel('Progress begins the time anew').check();
    await host.untilAsked('panel/setSessionSettings', 3);
    expect(lastSet(host)).toEqual({
      callTimeout: 2500,
      maxTotalTimeout: 60_000,
      resetTimeoutOnProgress: true,
    });
  });

  it('that are none are not kept, and said to be so', async () => {
    const host = everythingHost();
    const panel = await openSettings(host);
    const field = panel.page.getByLabel('Time-out', { exact: true });
    await field.fill('soon');
    await field.press('Enter');
    await panel.page.getByText('A number of seconds from 0 to 86400, or nothing.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(lastSet(host)).toBeUndefined();
  });

  it('are taken back by an empty field', async () => {
    const host = everythingHost();
    host.setSettings({ settings: { callTimeout: 1000, era: 'legacy' } });
    const panel = await openSettings(host);
    await panel.page.getByLabel('Time-out', { exact: true }).fill('');
    await panel.page.getByLabel('Time-out', { exact: true }).press('Enter');
    await host.untilAsked('panel/setSessionSettings');
    expect(lastSet(host)).toEqual({ era: 'legacy' });
  });
});

describe('what is advertised', () => {
  it('can be withdrawn, and given back', async () => {
    const host = everythingHost();
    const panel = await openSettings(host);
    const sampling = panel.page.getByLabel(/^Sampling/);
    expect(await sampling.isChecked()).toBe(true);
    await sampling.uncheck();
    await host.untilAsked('panel/setSessionSettings');
    expect(lastSet(host)).toEqual({ offers: { sampling: false } });
    await panel.page.getByText('This takes effect when the server is started again.').waitFor();
    await sampling.check();
    await host.untilAsked('panel/setSessionSettings', 2);
    expect(lastSet(host)).toEqual({});
  });

  it('leads to the roots', async () => {
    const panel = await openSettings(everythingHost());
    await button(panel, 'Edit the roots').click();
    await panel.page.getByLabel('URI of root 1').waitFor();
  });
});

describe('extra headers', () => {
  it('are given only to servers over HTTP', async () => {
    const panel = await openSettings(everythingHost());
    expect(await panel.page.getByLabel('Name of a header').count()).toBe(0);
  });

  it('are added and removed by name; a value is never shown again', async () => {
    const host = everythingHost();
    const { configured } = host.sessionSettings;
    host.sessionSettings = {
      ...host.sessionSettings,
      configured: { ...configured, takesHeaders: true },
    };
    const panel = await openSettings(host);
    await panel.page.getByLabel('Name of a header').fill('not a name');
    expect(await panel.page.getByLabel('Name of a header').getAttribute('aria-invalid')).toBe(
      'true',
    );
    await panel.page.getByLabel('Name of a header').fill('X-Team');
    await panel.page.getByLabel('Value of the header').fill('team-secret');
    await button(panel, 'Add header').click();
    await button(panel, 'Remove the header X-Team').waitFor();
    expect(await panel.page.getByLabel('Value of the header').inputValue()).toBe('');
    expect(await panel.page.content()).not.toContain('team-secret');
    expect(JSON.stringify(await panel.state())).not.toContain('team-secret');
    await button(panel, 'Remove the header X-Team').click();
    await host.untilAsked('panel/setSessionHeader', 2);
    expect(host.askedFor('panel/setSessionHeader')).toEqual([
      { name: 'X-Team', value: 'team-secret' },
      { name: 'X-Team', value: null },
    ]);
  });
});

it('goes back to what the configuration says', async () => {
  const host = everythingHost();
  host.setSettings({ settings: { era: 'legacy' } });
  const panel = await openSettings(host);
  await button(panel, 'Reset to the configuration').click();
  await button(panel, 'Reset to the configuration').waitFor({ state: 'detached' });
  expect(await panel.page.getByLabel('Era and version').inputValue()).toBe('');
});

it('says what could not be kept', async () => {
  const host = everythingHost();
  host.refusals.set('panel/setSessionSettings', 'The workspace cannot be written.');
  const panel = await openSettings(host);
  await panel.page.getByLabel('Era and version').selectOption('modern');
  await panel.page.getByRole('alert').getByText('The workspace cannot be written.').waitFor();
});

describe('paging by hand', () => {
  it('walks through a list by its cursors, and shows each page as it came', async () => {
    const host = everythingHost();
    host.answer = ({ params }) =>
      params.cursor === undefined
        ? { status: 'succeeded', result: { prompts: [{ name: 'one' }], nextCursor: 'two' } }
        : { status: 'succeeded', result: { prompts: [{ name: 'two' }, { name: 'three' }] } };
    const panel = await openSettings(host);
    const next = button(panel, 'Next page');
    expect(await next.evaluate((element) => 'disabled' in element && element.disabled)).toBe(true);
    await panel.page.getByLabel('List', { exact: true }).selectOption('prompts/list');
    await button(panel, 'First page').click();
    await panel.page.getByText('There is more.').waitFor();
    await next.click();
    await panel.page.getByText('That was the last page.').waitFor();
    await panel.page
      .getByRole('region', { name: 'Page 2, 2 items' })
      .getByText('"two"')
      .first()
      .waitFor();
    const asked = host.askedFor('inspector/call').map(({ method, params }) => [method, params]);
    expect(asked).toEqual([
      ['prompts/list', {}],
      ['prompts/list', { cursor: 'two' }],
    ]);
    await panel.reload();
    await panel.page.getByRole('region', { name: 'Page 1, 1 item' }).waitFor();
  });

  it('shows why there is no page', async () => {
    const host = everythingHost();
    host.answer = () => ({
      status: 'failed',
      error: { code: -32602, message: 'Unknown cursor' },
    });
    const panel = await openSettings(host);
    await button(panel, 'First page').click();
    await panel.page.getByText('Unknown cursor').waitFor();
  });
});
