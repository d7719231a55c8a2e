import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FOLDER, type PanelMeasured } from './rows';

/** What was measured of the panel, for the page of benchmarks; nothing where it was not. */
export function panelSection(): string {
  return [
    ...section(
      'firstPaint',
      'The panel’s first paint',
      'In the headless build of VS Code, with what is packaged. VS Code makes a page for the panel and gives it what the extension wrote; its own share stands in the table. What takes a second or more is VS Code’s: before it writes a panel it asks whether the service worker of its webviews is up to date, and now and then that takes so long, mostly in the second panel of a window.',
    ),
    ...section(
      'scroll',
      'Ten thousand tools',
      'The list of tools is scrolled by 400 px with each frame, 200 times, in Chromium. Tasks are those of the page’s main thread in Chromium’s trace; their processor time leaves out what others did on the machine meanwhile.',
    ),
    ...section(
      'manyServers',
      'Five hundred servers in the configuration',
      'Windows of VS Code, in turns: that of Portcullis, and that of an extension with one item in its view and nothing else. “Extensions can run” is when VS Code has read which there are.',
    ),
  ].join('\n');
}

function section(name: string, title: string, text: string): string[] {
  const file = path.join(FOLDER, `${name}.json`);
  if (!existsSync(file)) return [];
  const { load, rows }: PanelMeasured = JSON.parse(readFileSync(file, 'utf8'));
  const ms = (value: number) => `${Math.round(value)} ms`;
  return [
    '',
    `## ${title}`,
    '',
    `${text} Load of the machine before: ${load.toFixed(1)}.`,
    '',
    '|  | median | longest | aim |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ what, median, longest, aim }) =>
        `| ${what} | ${ms(median)} | ${ms(longest)} | ${aim === undefined ? '' : `≤ ${aim} ms`} |`,
    ),
  ];
}
