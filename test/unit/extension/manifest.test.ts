import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  INTERNAL_COMMANDS,
  PANEL_TYPE,
  SETTINGS,
  SETTINGS_SECTION,
  VIEWS,
} from '../../../src/extension/ids';
import { SETTING_KEY } from '../../../src/shared/config/dialects/vscode';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const manifest = JSON.parse(read('package.json'));
const words: Record<string, string> = JSON.parse(read('package.nls.json'));
const { contributes } = manifest;

describe('package.json', () => {
  it('declares every command once, and no other', () => {
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    expect(declared.toSorted()).toEqual(Object.values(COMMANDS).toSorted());
  });

  it('names "MCP: Inspect Server" as the palette must show it', () => {
    const inspect = contributes.commands.find(
      ({ command }: { command: string }) => command === COMMANDS.inspectServer,
    );
    expect(`${inspect.category}: ${words[inspect.title.slice(1, -1)]}`).toBe('MCP: Inspect Server');
  });

  it('uses declared commands only, in menus and welcome views', () => {
    const known = new Set<string>([
      ...Object.values(COMMANDS),
      ...Object.values(INTERNAL_COMMANDS),
    ]);
    const inMenus = Object.values(contributes.menus)
      .flat()
      .map((item) => (item as { command: string }).command);
    const linked = Object.values(words).flatMap((text) =>
      [...text.matchAll(/command:(portcullis\.\w+)(?!\.)\b/g)].map(([, id]) => id!),
    );
    expect([...inMenus, ...linked].filter((id) => !known.has(id))).toEqual([]);
  });

  it('declares every setting, with a default and a description, and no other', () => {
    const { properties } = contributes.configuration;
    expect(Object.keys(properties).toSorted()).toEqual(
      Object.values(SETTINGS)
        .map((key) => `${SETTINGS_SECTION}.${key}`)
        .toSorted(),
    );
    for (const setting of Object.values<object>(properties)) {
      expect(setting).toHaveProperty('default');
      expect(setting).toHaveProperty('scope');
      expect(setting).toHaveProperty('markdownDescription');
    }
    expect(properties).toHaveProperty([SETTING_KEY]);
  });

  it('has a word for every placeholder, and no word too many', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(words).toSorted());
  });

  it('declares the view and wakes up for panels of the last session', () => {
    expect(Object.values(contributes.views).flat()).toMatchObject([{ id: VIEWS.servers }]);
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${PANEL_TYPE}`);
  });

  it('lists servers in an untrusted workspace', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
  });

  it.each(['media/portcullis.svg', 'media/panel-light.svg', 'media/panel-dark.svg'])(
    'brings %s',
    (file) => {
      expect(existsSync(new URL(file, root))).toBe(true);
    },
  );
});
