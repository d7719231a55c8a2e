import { describe, expect, it } from 'vitest';
import { diffCatalogs } from '../../src/shared/catalog/diffCatalogs';
import type { CatalogSnapshot } from '../../src/shared/model/catalogChanges';
import type { Catalog } from '../../src/shared/model/session';
import { catalog, everythingHost } from './harness/everything';
import { button, item, show, usePanel } from './harness/usePanel';

const open = usePanel();

const before: CatalogSnapshot = { id: 'run-1', kind: 'start', takenAt: Date.now() - 60_000 };
const kept: CatalogSnapshot = {
  id: 'snapshot-0',
  kind: 'taken',
  label: 'Release 1',
  takenAt: Date.now() - 3_600_000,
};

/** The recorded server, as it might have been: without `echo`, with another `get-sum` and one tool more. */
const older = {
  ...catalog,
  tools: [
    ...catalog.tools
      .filter(({ name }) => name !== 'echo')
      .map((tool) => (tool.name === 'get-sum' ? { ...tool, description: 'Adds' } : tool)),
    { name: 'forgotten', inputSchema: { type: 'object' } },
  ],
} as Catalog;

function changedHost() {
  const host = everythingHost();
  host.snapshots = [before, kept];
  host.changesSince = (since) =>
    since === kept.id
      ? { since: kept, changes: [] }
      : { since: before, changes: diffCatalogs(older, catalog) };
  return host;
}

describe('changes', () => {
  it('are shown place by place, and compared in an editor', async () => {
    const host = changedHost();
    const panel = await open(host);
    await panel.page.getByRole('tab', { name: 'Changes 3' }).waitFor();
    await show(panel, 'Changes');
    await item(panel, 'forgotten').getByText('Tool is gone').waitFor();
    await item(panel, 'echo').getByText('New tool').waitFor();
    await item(panel, 'get-sum').getByText('1 difference in the tool').click();
    const difference = panel.page.getByRole('region', { name: 'description' });
    await difference.getByText('Adds').waitFor();
    await difference.getByText('After').waitFor();
    await button(panel, 'Compare in editor').click();
    await host.untilAsked('panel/compareTexts');
    expect(host.askedFor('panel/compareTexts')[0]).toMatchObject({
      title: 'get-sum',
      language: 'json',
      before: expect.stringContaining('"Adds"'),
    });
    await button(panel, 'Show it').click();
    await panel.page.getByRole('tab', { name: 'Tools', selected: true }).waitFor();
    await panel.page.getByRole('heading', { name: 'get-sum' }).waitFor();
  });

  it('are marked in the lists', async () => {
    const panel = await open(changedHost());
    await show(panel, 'Tools');
    await item(panel, 'echo').getByText('new', { exact: true }).waitFor();
    await item(panel, 'get-sum').getByText('changed', { exact: true }).waitFor();
  });

  it('are compared with what was kept, which can be removed', async () => {
    const host = changedHost();
    const panel = await open(host);
    await show(panel, 'Changes');
    await panel.page.getByLabel('Compared with').selectOption({ index: 1 });
    await panel.page.getByText('Nothing has changed').waitFor();
    await button(panel, 'Remove this snapshot').click();
    await item(panel, 'echo').waitFor();
    expect(host.askedFor('inspector/removeCatalogSnapshot')).toMatchObject([{ id: kept.id }]);
    await button(panel, 'Take a snapshot').click();
    await host.untilAsked('inspector/takeCatalogSnapshot');
    await expect
      .poll(() => panel.page.getByRole('option').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^Snapshot \(/));
  });

  it('cannot be told in the first run', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Changes');
    await panel.page.getByText('Nothing to compare with yet').waitFor();
  });
});
