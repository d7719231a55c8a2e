import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { requestsOfAnEra } from './requests/ofAnEra';
import { requestsOverHttp } from './requests/overHttp';
import { refusedCalls } from './requests/refusedCalls';
import { savedAnswers } from './requests/savedAnswers';
import { requestsWhilePanelIsClosed } from './requests/whilePanelIsClosed';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { fixture, launchedHttp, workspaceOf } from './support/workspaces';

const SERVER = fixture('everythingModern/server.mjs');
const FAKE_MODEL = path.join(root, 'test/fixtures/extensions/fakeModel');
const ERAS = ['modern', 'legacy'] as const;

const overStdio = (era: string) => ({
  command: 'node',
  args: [SERVER, '--stdio'],
  env: { ERA: era },
});
const overHttp = (era: string) => launchedHttp([SERVER], { ERA: era });

describe('a server that asks', () => {
  let vscode: VSCode;
  const shared = () => vscode;
  beforeAll(async () => {
    vscode = await launchVSCode({
      workspace: workspaceOf(
        { modern: overStdio('modern'), legacy: overStdio('legacy') },
        { 'http-modern': overHttp('modern'), 'http-legacy': overHttp('legacy') },
      ),
      beside: [FAKE_MODEL],
      // Models are a part of chat.
      settings: { 'chat.disableAIFeatures': false },
    });
  });
  afterAll(async () => {
    expect(await vscode.close()).toEqual([]);
  });

  describe.each(ERAS)('of the %s era', (era) => requestsOfAnEra(shared, era));
  describe('by refusing a call', () => refusedCalls(shared));
  describe('what it was asked before', () => savedAnswers(shared));
  describe('while its panel is closed', () => requestsWhilePanelIsClosed(shared));
  describe.each(ERAS)('of the %s era over HTTP', (era) => requestsOverHttp(shared, `http-${era}`));
});
