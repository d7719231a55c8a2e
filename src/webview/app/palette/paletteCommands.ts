import { t } from '@vscode/l10n';
import { SCREENS, screenLabel } from '../../../shared/model/screens';
import { isActive } from '../../../shared/model/state';
import type { Inspector } from '../../state/inspector';
import type { PaletteCommand } from './paletteCommand';
import { screenActions } from './screenActions';

/** All that can be done now: on this screen, with the server, going to a screen or to what the server offers. */
export function paletteCommands(
  inspector: Inspector,
  showShortcuts: () => void,
): readonly PaletteCommand[] {
  if (inspector.isFile) return [...screenActions(), shortcuts(showShortcuts)];
  return [
    ...screenActions(),
    ...screenCommands(inspector),
    ...serverCommands(inspector),
    shortcuts(showShortcuts),
    ...itemCommands(inspector),
  ];
}

/** One for each screen. */
export function screenCommands(inspector: Inspector): readonly PaletteCommand[] {
  return SCREENS.map((screen) => ({
    id: `screen ${screen}`,
    label: screenLabel(screen),
    icon: 'browser',
    group: t('Screen'),
    texts: [t('go to'), t('show')],
    focus: 'screen',
    run: () => inspector.show(screen),
  }));
}

function shortcuts(run: () => void): PaletteCommand {
  const label = t('Keyboard shortcuts');
  return { id: 'shortcuts', label, icon: 'keyboard', group: t('Help'), focus: 'back', run };
}

function serverCommands(inspector: Inspector): readonly PaletteCommand[] {
  const { server } = inspector.model.get();
  if (server === undefined) return [];
  const command = (label: string, icon: string, run: () => unknown): PaletteCommand => ({
    id: `server ${label}`,
    label,
    icon,
    group: t('Server'),
    focus: 'back',
    run: () => void run(),
  });
  return [
    ...(isActive(server.state)
      ? [
          command(t('Restart'), 'debug-restart', () => inspector.act('panel/restart')),
          command(t('Stop'), 'debug-stop', () => inspector.act('panel/stop')),
        ]
      : [command(t('Start'), 'play', () => inspector.act('panel/start'))]),
    command(t('Debug'), 'debug-alt', () => inspector.act('panel/debug')),
    command(t('List all that the server offers again'), 'refresh', () =>
      inspector.refreshCatalog(),
    ),
    command(t('Show output'), 'output', () => inspector.act('panel/showOutput')),
    command(t('Open configuration'), 'gear', () => inspector.act('panel/openConfiguration')),
  ];
}

function itemCommands(inspector: Inspector): readonly PaletteCommand[] {
  const { catalog } = inspector.model.get();
  const item = (
    screen: 'tools' | 'resources' | 'prompts',
    group: string,
    icon: string,
    key: string,
    { name, title }: { name: string; title?: string | undefined },
  ): PaletteCommand => ({
    id: `${group} ${key}`,
    label: title ?? name,
    icon,
    group,
    texts: [name, key],
    focus: 'screen',
    run: () => inspector.reveal(screen, key),
  });
  return [
    ...catalog.tools.map((tool) => item('tools', t('Tool'), 'tools', tool.name, tool)),
    ...catalog.prompts.map((one) => item('prompts', t('Prompt'), 'comment', one.name, one)),
    ...catalog.resources.map((one) => item('resources', t('Resource'), 'file', one.uri, one)),
    ...catalog.resourceTemplates.map((one) =>
      item('resources', t('Resource template'), 'symbol-file', one.uriTemplate, one),
    ),
  ];
}
