import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

const SERVER = fixture('everythingModern/server.mjs');
const LEGACY = { ERA: 'legacy' };
/** By the name of its entry: which era it speaks, over which transport. */
const SERVERS = ['modern over stdio', 'legacy over stdio', 'modern over HTTP', 'legacy over HTTP'];

describe('inspecting a server of both eras', () => {
  let vscode: VSCode;
  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf(
        {
          'modern over stdio': { command: 'node', args: [SERVER, '--stdio'] },
          'legacy over stdio': { command: 'node', args: [SERVER, '--stdio'], env: LEGACY },
        },
        {
          'modern over HTTP': launchedHttp([SERVER]),
          'legacy over HTTP': launchedHttp([SERVER], LEGACY),
        },
      ),
    });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  describe.each(SERVERS)('%s', (server) => {
    let inspector: Inspector;
    beforeAll(async () => {
      inspector = await Inspector.open(vscode, server);
      await inspector.whenReady();
    });

    it('tells which revision of the protocol it speaks', async () => {
      const revision = server.startsWith('modern') ? '2026-07-28' : '2025-11-25';
      await inspector.frame.getByText(revision).first().waitFor();
    });

    it('fills in a form with objects and lists in it', async () => {
      await inspector.openTool('plan_trip');
      const traveller = inspector.frame.getByRole('group', { name: /^Traveller/ });
      await traveller.getByLabel(/^Name\b/).fill('Ada');
      const stops = inspector.frame.getByRole('group', { name: /^Stops/ });
      await stops.getByLabel(/^city\b/).fill('Turin');
      await inspector.run();
      await inspector.result.getByText(/"name":\s*"Ada"/).waitFor();
      await inspector.result.getByText(/"city":\s*"Turin"/).waitFor();
    });

    it('shows pictures, plays sounds, and folds out structured content', async () => {
      await inspector.openTool('test_image_content');
      await inspector.run();
      const image = inspector.result.getByRole('img').first();
      await image.waitFor();
      await expect
        .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
        .toBe(48);

      await inspector.openTool('test_audio_content');
      await inspector.run();
      const sound = inspector.result.locator('audio');
      await sound.waitFor();
      await expect
        .poll(() => sound.evaluate((element) => (element as HTMLAudioElement).duration))
        .toBeCloseTo(0.2);

      await inspector.openTool('weather');
      await inspector.field('city').fill('Oslo');
      await inspector.run();
      await inspector.result.getByText('Structured content').first().waitFor();
      await inspector.result.getByText('celsius').last().waitFor();
    });

    it('shows progress, and cancels', async () => {
      await inspector.openTool('count_slowly');
      await inspector.field('to').fill('1000');
      await inspector.run();
      await inspector.frame.getByText(/\d+ of 1000/).waitFor();
      await inspector.frame.getByRole('button', { name: 'Cancel', exact: true }).click();
      await inspector.frame.getByText('Cancelled', { exact: true }).first().waitFor();
    });

    it('follows what the server adds while it runs', async () => {
      // The list draws only what is in view.
      const search = inspector.frame.getByRole('searchbox', { name: 'Search tools' });
      await search.fill('toggle_tool');
      await inspector.openTool('toggle_tool');
      await inspector.field('name').fill('fresh');
      await inspector.run();
      await search.fill('fresh');
      await inspector.item('fresh').waitFor();
    });
  });
});
