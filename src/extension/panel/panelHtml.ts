import { SCREENS, screenLabel } from '../../shared/model/screens';

export interface PanelResources {
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  /** The style sheet itself. */
  readonly styles: string;
  readonly codicons: string;
  /** Of VS Code, such as `en` or `pt-br`. */
  readonly language: string;
  /** In that language, as JSON by their English ones; absent where it is English. */
  readonly words?: string | undefined;
}

export interface PanelSubject {
  readonly serverId: string;
  /** What the server, or the file, is called. */
  readonly name: string;
  /** Whether its screens have tabs. */
  readonly tabs: boolean;
}

/**
 * The page of a panel. Its policy allows no network: all it shows comes over postMessage. Images and
 * media come from servers, as data. No other style may be inline: elements bring constructed style sheets.
 *
 * VS Code shows a page when it has loaded, and each file of it goes through several processes. So what is
 * seen first waits for no file: the styles are in the page, and so is an outline of what the script will
 * draw, which is fetched when the page has loaded.
 */
export function panelHtml(subject: PanelSubject, title: string, resources: PanelResources): string {
  const { nonce, cspSource, script, styles, codicons, language, words } = resources;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data: blob:`,
    'media-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <style nonce="${nonce}">${styles.replaceAll('</', '<\\/')}</style>
</head>
<body>
  <div id="root" data-server-id="${escapeHtml(subject.serverId)}">${outline(subject)}</div>
  ${words === undefined ? '' : wordsBlock(words)}<script type="module" nonce="${nonce}">${loader(script, codicons)}</script>
</body>
</html>`;
}

/** Data, which no policy needs to allow. */
function wordsBlock(words: string): string {
  return `<script type="application/json" id="words">${words.replaceAll('<', '\\u003c')}</script>\n  `;
}

/**
 * VS Code’s elements look for the icons’ style sheet by its id. It comes before our own, which changes some of it.
 */
function loader(script: string, codicons: string): string {
  const inScript = (text: string) => JSON.stringify(text).replaceAll('<', '\\u003c');
  return `
    addEventListener('load', () => {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'stylesheet', id: 'vscode-codicon-stylesheet', href: ${inScript(codicons)} });
      document.head.prepend(link);
      import(${inScript(script)});
    });
  `;
}

/** The head of the panel as the script will draw it, without what only the script knows. */
function outline({ name, tabs }: PanelSubject): string {
  const labels = SCREENS.map(
    (screen) =>
      `<span class="tab"><span class="tab-label">${escapeHtml(screenLabel(screen))}</span></span>`,
  );
  const bar = tabs
    ? `<div class="tab-bar"><div class="tabs" aria-hidden="true">${labels.join('')}</div></div>`
    : '';
  const head = `<div class="header"><h1 class="header-name">${escapeHtml(name)}</h1></div>`;
  return `<div class="app" aria-busy="true"><header class="top">${head}${bar}</header></div>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
