import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../../scripts/support/chromium.mjs';
import { panelHtml } from '../../../src/extension/panel/panelHtml';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import { TRAFFIC_FILE_PREFIX } from '../../../src/shared/model/traffic';
import type { FakeHost } from './fakeHost';

export type ThemeName = 'dark' | 'light' | 'hcDark' | 'hcLight';

const ORIGIN = 'https://webview.test';
const themes = path.resolve(import.meta.dirname, '../themes');

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS });
}

export interface PanelOptions {
  width?: number;
  height?: number;
  theme?: ThemeName;
  /** What an earlier life of the panel gave to `setState`. */
  state?: unknown;
  reducedMotion?: boolean;
  /** What it says in place of English, by the English: as JSON. */
  words?: string;
}

/** The view in a page of its own: the host's HTML, its content policy, a theme of VS Code's. */
export interface Panel {
  readonly page: Page;
  /** It does not speak English. */
  readonly isTranslated: boolean;
  /** What the page gave to `setState` last. */
  state(): unknown;
  /** Whatever the page's console said of errors, and what its content policy refused. */
  readonly complaints: string[];
  /** As VS Code does when another theme is chosen. */
  setTheme(theme: ThemeName): Promise<void>;
  /** As VS Code does when the window is reloaded: a new page with the state of the old one. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the view of `host`, bundled into `folder`. */
export async function openPanel(
  browser: Browser,
  folder: string,
  host: FakeHost,
  options: PanelOptions = {},
): Promise<Panel> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1100, height: options.height ?? 760 },
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  let saved: unknown = options.state;
  const listeners = new Set<(message: unknown) => void>();
  await page.exposeFunction('hostReceive', (message: unknown) => {
    for (const listener of listeners) listener(message);
  });
  await page.exposeFunction('hostSave', (state: unknown) => {
    saved = state;
  });
  await page.addInitScript(PAGE_API);
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      const body = await html(folder, host.server, options, saved);
      return route.fulfill({ contentType: 'text/html', body });
    }
    return route.fulfill({ path: path.join(folder, path.basename(pathname)) });
  });
  const load = async () => {
    listeners.clear();
    host.connect({
      post: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
      onMessage: (callback) => {
        listeners.add(callback);
        return { dispose: () => listeners.delete(callback) };
      },
    });
    await page.goto(`${ORIGIN}/`);
  };
  const reload = async () => {
    // What the page saves as it goes: a browser does not wait for what it sends then.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
    await load();
  };
  const setTheme = async (theme: ThemeName) => {
    const { css, bodyClass, themeKind } = await readTheme(theme);
    await page.evaluate(
      ([css, bodyClass, themeKind]) => {
        const look = document.getElementById('theme');
        if (look) look.textContent = css;
        document.body.className = bodyClass;
        document.body.dataset.vscodeThemeKind = themeKind;
      },
      [css, bodyClass, themeKind] as const,
    );
  };
  await load();
  const close = () => context.close();
  const isTranslated = options.words !== undefined;
  return { page, isTranslated, complaints, state: () => saved, setTheme, reload, close };
}

/** `acquireVsCodeApi`, with the state that the page was made with. */
const PAGE_API = `
  globalThis.acquireVsCodeApi = () => {
    let state = JSON.parse(document.getElementById('saved-state').textContent);
    return {
      postMessage: (message) => void hostReceive(message),
      getState: () => state ?? undefined,
      setState: (next) => { state = next; void hostSave(next); },
    };
  };
`;

/** The host's page, with what VS Code adds to it. */
async function html(
  folder: string,
  server: ServerSnapshot,
  { theme = 'dark', words }: PanelOptions,
  saved: unknown,
): Promise<string> {
  const isServer = !server.id.startsWith(TRAFFIC_FILE_PREFIX);
  const { css, bodyClass, themeKind } = await readTheme(theme);
  const look = `<style nonce="n" id="theme">${css}</style>`;
  const body = `<body class="${bodyClass}" data-vscode-theme-kind="${themeKind}">`;
  const state = `<script type="application/json" id="saved-state">${JSON.stringify(saved ?? null).replaceAll('<', '\\u003c')}</script>`;
  const subject = { serverId: server.id, name: server.name, tabs: isServer };
  const page = panelHtml(subject, 'Inspector', {
    nonce: 'n',
    cspSource: ORIGIN,
    script: `${ORIGIN}/webview.js`,
    styles: await readFile(path.join(folder, 'webview.css'), 'utf8'),
    codicons: `${ORIGIN}/codicon.css`,
    language: 'en',
    words,
  });
  return page.replace('<style', () => `${look}<style`).replace('<body>', () => `${body}${state}`);
}

/** What VS Code says of a theme to its webviews, as it was recorded. */
async function readTheme(theme: ThemeName) {
  const text = await readFile(path.join(themes, `${theme}.json`), 'utf8');
  const { bodyClass, themeKind, variables } = JSON.parse(text) as {
    bodyClass: string;
    themeKind: string;
    variables: Record<string, string>;
  };
  const defaults = await readFile(path.join(themes, 'webviewDefault.css'), 'utf8');
  const all = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  return { css: `html { ${all.join(' ')} } ${defaults}`, bodyClass, themeKind };
}
