export interface PanelResources {
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  readonly styles: string;
  readonly codicons: string;
}

/**
 * The page of a panel. Its policy allows no network: all it shows comes over postMessage. Images and
 * media come from servers, as data. No style may be inline: elements bring constructed style sheets.
 */
export function panelHtml(serverId: string, title: string, resources: PanelResources): string {
  const { nonce, cspSource, script, styles, codicons } = resources;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data: blob:`,
    'media-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <link rel="stylesheet" href="${codicons}" id="vscode-codicon-stylesheet">
  <link rel="stylesheet" href="${styles}">
</head>
<body>
  <div id="root" data-server-id="${escapeHtml(serverId)}"></div>
  <script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
